-- constants that decide nothing leave the other operand its name in messages
print(pcall(function() return (nil or unknown) + 1 end))
-- expect: false	neutral_constants.lua:2: attempt to perform arithmetic on a nil value (global 'unknown')
print(pcall(function() return (3 and unknown) & 1 end))
-- expect: false	neutral_constants.lua:4: attempt to perform bitwise operation on a nil value (global 'unknown')
print(pcall(function() return (not 1 or unknown) .. "" end))
-- expect: false	neutral_constants.lua:6: attempt to concatenate a nil value (global 'unknown')
local t = {}
print(pcall(function() return (false or "x" and t).y.z end))
-- expect: false	neutral_constants.lua:9: attempt to index a nil value (field 'y')
print((nil or select(2, 1, 2, 3)), (true and nil), (1 and false)) -- expect: 2	nil	false
