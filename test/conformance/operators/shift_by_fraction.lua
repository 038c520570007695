-- a literal count that is no integer raises, whatever the operand
local x = 8
print(pcall(function() return x >> 1.5 end)) -- expect: false	shift_by_fraction.lua:3: number has no integer representation
print(pcall(function() return x << 1.5 end)) -- expect: false	shift_by_fraction.lua:4: number has no integer representation
print(x >> 1.0, x << 2.0) -- expect: 4	32
