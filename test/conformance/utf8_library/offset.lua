-- §6.5: utf8.offset finds the byte of the n-th character
local s = "aä€😀b"
for n = 1, 6 do io.write(tostring(utf8.offset(s, n)), " ") end
print() -- expect: 1 2 4 7 11 12
for n = -1, -5, -1 do io.write(tostring(utf8.offset(s, n)), " ") end
print() -- expect: 11 7 4 2 1
print(utf8.offset(s, 7), utf8.offset(s, -6), utf8.offset("", 1), utf8.offset("", 0), utf8.offset("", -1))
-- expect: nil	nil	1	1	nil
print(utf8.offset(s, 0, 3), utf8.offset(s, 0, 6), utf8.offset(s, 2, 4), utf8.offset(s, -1, 7))
-- expect: 2	4	7	4
print(utf8.offset("abc", 3, 2), utf8.offset("abc", 1, 4), utf8.offset("abc", 5)) -- expect: 4	4	nil
print(pcall(utf8.offset, s, 1, 3)) -- expect: false	initial position is a continuation byte
print(pcall(utf8.offset, s, 1, 20)) -- expect: false	bad argument #3 to 'utf8.offset' (position out of bounds)
print(pcall(utf8.offset, "abc"))
-- expect: false	bad argument #2 to 'utf8.offset' (number expected, got no value)
