-- §6.4.1: ^ and $ are special only at the ends
print(("abc"):match("^abc$"), ("abcd"):match("^abc$"), ("a^b"):match("a^b"), ("a$b"):match("a$b"))
-- expect: abc	nil	a^b	a$b
print(("x$"):match("x$"), ("x$"):match("x%$"), ("^x"):match("%^x"), ("$"):match("^$"), (""):match("^$"))
-- expect: nil	x$	^x	nil
print(("ab\nab"):gsub("^ab", "X"), ("aaa"):gsub("^a", "b"), ("a\nb"):match("a$"))
-- expect: X
-- expect: ab	baa	nil
print(("abc"):find("$"), ("abc"):find("c$"), ("abc"):find("^", 2), ("abc"):gsub("$", "!"))
-- expect: 4	3	2	abc!	1
print(("hello"):gsub("^", ">"), ("hello"):match("^(h)(.*)(o)$")) -- expect: >hello	h	ell	o
