-- the first operand's metamethod wins; results are cut to one value
local function make(tag) return setmetatable({}, { __add = function() return tag, "second" end }) end
local a, b = make("left"), make("right")
print(a + b, b + a, 1 + b, a + nil) -- expect: left	right	right	left
print((a + b)) -- expect: left
local t = { a + b }
print(#t) -- expect: 1
local x = { 1 }
print(pcall(function() return x + 1 end))
-- expect: false	arithmetic_lookup.lua:9: attempt to perform arithmetic on a table value (upvalue 'x')
print(pcall(function() return x.y + a.z end))
-- expect: false	arithmetic_lookup.lua:11: attempt to perform arithmetic on a nil value (field 'y')
local partial = setmetatable({}, { __add = function() return "only add" end })
print(partial + 1, pcall(function() return partial - 1 end))
-- expect: only add	false	arithmetic_lookup.lua:14: attempt to perform arithmetic on a table value (upvalue 'partial')
print(pcall(function() return setmetatable({}, { __mul = 1 }) * 2 end))
-- expect: false	arithmetic_lookup.lua:16: attempt to call a number value (metamethod 'mul')
