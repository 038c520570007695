-- §6.10: each coroutine has a hook of its own.
local lines = {}
local function hook(event, line) lines[#lines + 1] = line end
local function body(a)
  local b = coroutine.yield(a + 1)
  local c = b
  for i = 1, 2 do
    coroutine.yield(i)
  end
  return "end"
end
local co = coroutine.create(body)
debug.sethook(co, hook, "l")
print(debug.gethook(), debug.gethook(co) == hook, select(2, debug.gethook(co)))
print(coroutine.resume(co, 1))
print(coroutine.resume(co, 2))
print(coroutine.resume(co))
print(coroutine.resume(co))
print(table.concat(lines, " "))
debug.sethook(co)
print(debug.gethook(co))

local events = {}
co = coroutine.create(function() coroutine.yield(10) return 20 end)
debug.sethook(co, function(event) events[#events + 1] = event end, "crl")
repeat until not coroutine.resume(co)
print(table.concat(events, " "))

-- one that is made while a hook is set inherits all but the function
debug.sethook(function() end, "cr", 7)
co = coroutine.create(function() end)
local f, mask, count = debug.gethook(co)
debug.sethook()
print(f, mask, count)
-- expect: nil	true	l	0
-- expect: true	2
-- expect: true	1
-- expect: true	2
-- expect: true	end
-- expect: 5 6 7 8 7 8 7 10
-- expect: nil
-- expect: call line call return return
-- expect: nil	cr	7
