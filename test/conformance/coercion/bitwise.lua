-- §3.4.3: bitwise operators convert floats with an exact integer value, and no strings
print(3.0 | 4, 2.0 << 1, ~0.0, 1e3 & 0xff, 7.0 ~ 1.0) -- expect: 7	4	-1	232	6
print(pcall(function() return "3" | 4 end))
-- expect: false	bitwise.lua:3: attempt to perform bitwise operation on a string value (constant '3')
print(pcall(function() return 1 << "2" end))
-- expect: false	bitwise.lua:5: attempt to perform bitwise operation on a string value (constant '2')
print(pcall(function() return ~"0" end))
-- expect: false	bitwise.lua:7: attempt to perform bitwise operation on a string value (constant '0')
print(2^53 | 0, -1.0 >> 60, 1e15 & 0xff) -- expect: 9007199254740992	15	0
print(pcall(function() return 1.5 | 1 end))
-- expect: false	bitwise.lua:10: number has no integer representation
print(pcall(function() return 2^63 | 1 end))
-- expect: false	bitwise.lua:12: number has no integer representation
print(pcall(function() return "1.5" | 1 end))
-- expect: false	bitwise.lua:14: attempt to perform bitwise operation on a string value (constant '1.5')
print(pcall(function() return "x" | 1 end))
-- expect: false	bitwise.lua:16: attempt to perform bitwise operation on a string value (constant 'x')
print(pcall(function() return {} | 1 end))
-- expect: false	bitwise.lua:18: attempt to perform bitwise operation on a table value
print(pcall(function() return 1 << nil end))
-- expect: false	bitwise.lua:20: attempt to perform bitwise operation on a nil value
print(pcall(function() return ~1e100 end))
-- expect: false	bitwise.lua:22: number has no integer representation
