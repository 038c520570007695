-- §6.4: string.find, plain and with patterns
print(("hello world"):find("wor"), ("hello"):find("l"), ("hello"):find("xyz")) -- expect: 7	3	nil
print(("hello"):find("l", 4), ("hello"):find("l", 5), ("hello"):find("l", -2)) -- expect: 4	nil	4	4
print(("a.b"):find(".", 1, true), ("a.b"):find("%."), ("a+b"):find("+", 1, true)) -- expect: 2	2	2	2
print(("hello"):find(""), ("hello"):find("", 3), ("hello"):find("", 6), ("hello"):find("", 7))
-- expect: 1	3	6	nil
print(("hello"):find("(l)(l)"), ("hello"):find("()ll()")) -- expect: 3	3	4	3	5
print(("key = value"):find("^(%w+)%s*=%s*(%w+)$")) -- expect: 1	11	key	value
print(("hello"):find("h", -100), ("hello"):find("o$"), ("hello"):find("^e")) -- expect: 1	5	nil
print(("a\0b"):find("\0"), ("a\0b"):find("b", 1, true)) -- expect: 2	3	3
print(("aXb"):find("%u"), (""):find(""), (""):find("x"), (""):find("", 2)) -- expect: 2	1	nil	nil
