-- §6.1: the handler of xpcall gets the error before the stack unwinds
print(xpcall(function(a, b) return a + b end, print, 1, 2)) -- expect: true	3
print(xpcall(function() error("e", 0) end, function(m) return m .. " handled", "dropped" end))
-- expect: false	e handled
print(xpcall(function() error({ c = 5 }) end, function(t) return t.c end)) -- expect: false	5
print(xpcall(function() local x = nil + 1 end, function(m) return "H: " .. m end))
-- expect: false	H: handler.lua:6: attempt to perform arithmetic on a nil value
print(xpcall(function() error() end, function(m) return m == nil end)) -- expect: false	true
print(pcall(xpcall)) -- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
print(pcall(xpcall, print)) -- expect: false	bad argument #2 to 'xpcall' (function expected, got no value)
print(select("#", xpcall(function() return nil, nil end, print))) -- expect: 3
local depth
xpcall(function()
  local function f() error("deep") end
  f()
end, function() depth = debug.traceback("", 1):find("in local 'f'", 1, true) ~= nil
  or debug.traceback():find("'f'", 1, true) ~= nil end)
print(depth) -- expect: true
