-- §6.10: call hooks at the beginning of functions, return hooks at their ends, tail calls told apart.
local events = {}
local function hook(event)
  local info = debug.getinfo(2, "nSt")
  events[#events + 1] = event .. " " .. (info.name or "-") .. " " .. info.what .. (info.istailcall and " tail" or "")
end
local function leaf(x) return x end
local function jump(x) return leaf(x) end
local object = setmetatable({}, {__index = function(_, k) return k end, __call = function(_, v) return v end})
local function show(title)
  debug.sethook()
  print(title)
  for _, e in ipairs(events) do print(" ", e) end
  events = {}
end
debug.sethook(hook, "cr")
leaf(1)
show("call")
debug.sethook(hook, "c")
jump(2)
show("tail call")
debug.sethook(hook, "c")
local x = object.field
x = object(3)
show("metamethods")
debug.sethook(hook, "r")
x = math.max(1, 2), pcall(leaf, 1)
show("returns")
debug.sethook(hook, "cr")
pcall(assert, false)
show("errors do not return")
debug.sethook(hook, "cr")
for i in function(_, c) return not c and 1 or nil end do leaf(i) end
show("iterator")
-- expect: call
-- expect:  	return sethook C
-- expect:  	call leaf Lua
-- expect:  	return leaf Lua
-- expect:  	call show Lua
-- expect:  	call sethook C
-- expect: tail call
-- expect:  	call jump Lua
-- expect:  	tail call - Lua tail
-- expect:  	call show Lua
-- expect:  	call sethook C
-- expect: metamethods
-- expect:  	call index Lua
-- expect:  	call object Lua
-- expect:  	call show Lua
-- expect:  	call sethook C
-- expect: returns
-- expect:  	return sethook C
-- expect:  	return max C
-- expect:  	return - Lua
-- expect:  	return pcall C
-- expect: errors do not return
-- expect:  	return sethook C
-- expect:  	call pcall C
-- expect:  	call - C
-- expect:  	return pcall C
-- expect:  	call show Lua
-- expect:  	call sethook C
-- expect: iterator
-- expect:  	return sethook C
-- expect:  	call for iterator Lua
-- expect:  	return for iterator Lua
-- expect:  	call leaf Lua
-- expect:  	return leaf Lua
-- expect:  	call for iterator Lua
-- expect:  	return for iterator Lua
-- expect:  	call show Lua
-- expect:  	call sethook C
