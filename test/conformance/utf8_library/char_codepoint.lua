-- §6.5: utf8.char and utf8.codepoint
print(utf8.char(72, 228, 8364, 128512), utf8.char(), #utf8.char(0x7FFFFFFF)) -- expect: Hä€😀		6
print(utf8.codepoint("Hä€😀", 1, -1)) -- expect: 72	228	8364	128512
print(utf8.codepoint("äb"), utf8.codepoint("äb", 3), utf8.codepoint("abc", -1), select("#", utf8.codepoint("abc", 3, 2)))
-- expect: 228	98	99	0
print(utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*") -- expect: true
for c in ("aä€😀"):gmatch(utf8.charpattern) do io.write(#c, " ") end
print() -- expect: 1 2 3 4
print(pcall(utf8.codepoint, "\xff")) -- expect: false	invalid UTF-8 code
print(pcall(utf8.codepoint, "abc", 4)) -- expect: false	bad argument #3 to 'utf8.codepoint' (out of bounds)
print(pcall(utf8.codepoint, "ä", 2)) -- expect: false	invalid UTF-8 code
print(pcall(utf8.char, -1)) -- expect: false	bad argument #1 to 'utf8.char' (value out of range)
print(pcall(utf8.char, 0x80000000)) -- expect: false	bad argument #1 to 'utf8.char' (value out of range)
print(pcall(utf8.char, "x")) -- expect: false	bad argument #1 to 'utf8.char' (number expected, got string)
