-- errors inside metamethods pass through, with the place they came from
local t = setmetatable({}, {
  __index = function(_, k) error("index " .. k) end,
  __newindex = function(_, k) error("newindex " .. k, 2) end,
  __add = function(a, b) return a.missing.field end,
  __tostring = function() error("tostring", 0) end,
  __lt = function() return nil + 1 end,
  __call = function(self, x) error("call " .. tostring(x), 2) end,
})
local function try(f) print(select(2, pcall(f))) end
try(function() return t.x end) -- expect: in_metamethods.lua:3: index x
try(function() t.y = 1 end) -- expect: in_metamethods.lua:12: newindex y
try(function() return t + 1 end) -- expect: in_metamethods.lua:3: index missing
try(function() return tostring(t) end) -- expect: tostring
try(function() return t < t end) -- expect: in_metamethods.lua:7: attempt to perform arithmetic on a nil value
try(function() t(5) end) -- expect: in_metamethods.lua:16: call 5
