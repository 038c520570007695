-- a metatable may get its events after it was set
local mt = {}
local t = setmetatable({}, mt)
print(t.x, pcall(function() return t + 1 end))
-- expect: nil	false	changing.lua:4: attempt to perform arithmetic on a table value (upvalue 't')
mt.__index = { x = "late index" }
mt.__add = function(_, n) return n + 100 end
print(t.x, t + 1) -- expect: late index	101
mt.__index = function(_, k) return "fn " .. k end
print(t.x, t.y) -- expect: fn x	fn y
mt.__index, mt.__add = nil, nil
print(t.x, (pcall(function() return t + 1 end))) -- expect: nil	false
setmetatable(t, { __call = function() return "called" end })
print(t()) -- expect: called
setmetatable(t, nil)
print((pcall(t))) -- expect: false
local shared = {}
local a, b = setmetatable({}, shared), setmetatable({}, shared)
shared.__len = function() return 7 end
print(#a, #b) -- expect: 7	7
