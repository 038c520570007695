-- §6.4: string.sub with all kinds of indices
local s = "abcdef"
print(s:sub(2), s:sub(2, 4), s:sub(-3), s:sub(-3, -2), s:sub(0), s:sub(1, 0))
-- expect: bcdef	bcd	def	de	abcdef
print(s:sub(5, 100), s:sub(-100, 2), s:sub(4, 2), s:sub(7), s:sub(6), s:sub(-1)) -- expect: ef	ab			f	f
print(s:sub(2.0, "3"), s:sub(math.mininteger, math.maxinteger), s:sub(math.maxinteger)) -- expect: bc	abcdef
print((""):sub(1), ("x"):sub(1, -1), s:sub(3, -3), s:sub(-2, 3) == "") -- expect: 	x	cd	true
print(pcall(string.sub, "x")) -- expect: false	bad argument #2 to 'string.sub' (number expected, got no value)
print(pcall(string.sub, "x", 1.5))
-- expect: false	bad argument #2 to 'string.sub' (number has no integer representation)
for i = 1, #s do io.write(s:sub(i, i), "|", s:sub(-i, -i), " ") end
print() -- expect: a|f b|e c|d d|c e|b f|a
