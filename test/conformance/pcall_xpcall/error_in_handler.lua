-- an error inside the handler
local calls = 0
local ok, e = xpcall(function() error("first", 0) end, function(m)
  calls = calls + 1
  if calls == 1 then error("second", 0) end
  return "handled " .. tostring(m)
end)
print(ok, e, calls) -- expect: false	handled second	2
print(xpcall(error, function(m) return pcall(error, m .. " in handler") end, "msg")) -- expect: false	false
print(xpcall(function() return xpcall(error, function(m) return "inner " .. m end, "e") end,
  function(m) return "outer " .. m end))
-- expect: true	false	inner e
print(xpcall(function() local ok, m = pcall(error, "not for the handler", 0); return m end, function() return "wrong" end))
-- expect: true	not for the handler
