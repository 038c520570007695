-- §6.10: hooks may raise; they are off while one runs, and on again afterwards.
local depth = 0
local function hook(event, line)
  depth = depth + 1
  local function inside() return depth end
  inside()
  if depth == 5 then error("stopped", 0) end
end
local ok, message = pcall(function()
  debug.sethook(hook, "l")
  for i = 1, 100 do
    local x = i
    local y = x
  end
end)
depth = 0
debug.sethook()
print(ok, message)

local calls = 0
debug.sethook(function(event)
  calls = calls + 1
  local f = function() end
  f()
end, "c")
pcall(function() end)
debug.sethook()
print(calls)

-- a hook that removes itself
local n = 0
debug.sethook(function() n = n + 1 debug.sethook() end, "l")
local a = 1
local b = 2
print(n, debug.gethook())

-- a hook cannot yield
local co = coroutine.create(function()
  debug.sethook(function() coroutine.yield() end, "l")
  local x = 1
  return x
end)
print(coroutine.resume(co))
-- expect: false	stopped
-- expect: 3
-- expect: 1	nil
-- expect: false	attempt to yield across a C-call boundary
