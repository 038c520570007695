-- debug.setmetatable gives metatables to all values of a type
debug.setmetatable(1, { __index = function(n, k) return k .. n end, __call = function(n, x) return n * x end,
  __len = function(n) return n + 1 end })
local five = 5
print(five.field, five(3), #five) -- expect: field5	15	6
debug.setmetatable(1, nil)
print(pcall(function() return five.field end))
-- expect: false	basic_types.lua:7: attempt to index a number value (upvalue 'five')
debug.setmetatable(nil, { __index = function() return "from nil" end, __add = function() return "nil sum" end })
local nothing
print(nothing.x, nothing + 1) -- expect: from nil	nil sum
debug.setmetatable(nil, nil)
debug.setmetatable(print, { __index = { name = "function" }, __concat = function(a, b) return "fn" end })
print(print.name, print .. "x") -- expect: function	fn
debug.setmetatable(print, nil)
debug.setmetatable(true, { __tostring = function(b) return b and "YES" or "NO" end })
print(tostring(true), false) -- expect: YES	NO
debug.setmetatable(true, nil)
print(true) -- expect: true
