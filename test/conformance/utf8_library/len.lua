-- §6.5: utf8.len counts, or tells the first invalid byte
print(utf8.len(""), utf8.len("abc"), utf8.len("äöü"), utf8.len("a€😀")) -- expect: 0	3	3	3
print(utf8.len("äbc", 3), utf8.len("äbc", 1, 2), utf8.len("abc", 4), utf8.len("abc", 2, 1), utf8.len("abc", -1))
-- expect: 2	1	0	0	1
print(utf8.len("ab\xffcd")) -- expect: nil	3
print(utf8.len("\xe4")) -- expect: nil	1
print(utf8.len("ä", 2)) -- expect: nil	2
print(utf8.len("\u{D7FF}"), utf8.len("\xed\xa0\x80"), utf8.len("\xf4\x90\x80\x80")) -- expect: 1	nil	nil	1
print(utf8.len("\u{7FFFFFFF}"), utf8.len("\u{7FFFFFFF}", 1, -1, true), utf8.len("\xed\xa0\x80", 1, -1, true))
-- expect: nil	1	1
print(utf8.len("\xc0\x80"), utf8.len("\xc1\xbf", 1, -1, true)) -- expect: nil	nil	1
print(pcall(utf8.len, "abc", 5))
-- expect: false	bad argument #2 to 'utf8.len' (initial position out of bounds)
print(pcall(utf8.len, "abc", 1, 4))
-- expect: false	bad argument #3 to 'utf8.len' (final position out of bounds)
