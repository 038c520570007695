-- calling a constant, in a tail call too; names in messages end at a zero byte
local three <const> = 3
print(pcall(function() return three() end)) -- expect: false	call_constant.lua:3: attempt to call a number value
print(pcall(function() three(1) end)) -- expect: false	call_constant.lua:4: attempt to call a number value
print(pcall(function() return ("\0z" | 1) end))
-- expect: false	call_constant.lua:5: attempt to perform bitwise operation on a string value (constant '')
