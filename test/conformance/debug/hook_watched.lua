-- §6.10: hooks reach functions of chunks that were loaded, and called, before any hook was set.
local lib = assert(load([[
  local M = {}
  local total = 0
  function M.add(n)
    total = total + n
    return total
  end
  local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
  M.fib = fib
  function M.varargs(a, ...) local b = a return select("#", ...), b, ... end
  function M.loop() while true do end end
  function M.each(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i + total) end end) end
  function M.where() return (debug.traceback("here"):match("^here\nstack traceback:\n\t(lib[^\n]*)")) end
  return M
]], "=lib"))()
print(lib.add(5), lib.fib(15), lib.varargs(1, 2, 3))
local function watch(mask, count, hook, f, ...)
  local function finish(...) debug.sethook() return ... end
  debug.sethook(hook, mask, count)
  return finish(pcall(f, ...))
end
local list = {}
local function in_lib(event, line)
  local info = debug.getinfo(2, "Snf")
  if info.short_src ~= "lib" then return end
  local same = info.func == lib.add or info.func == lib.fib or info.func == lib.varargs
  list[#list + 1] = ("%s %s %s %s"):format(event, line or "-", info.name, same)
end
local function report() print(table.concat(list, "; ")) list = {} end
watch("l", 0, in_lib, function() lib.add(1) lib.varargs(1, 2) end) report()
watch("cr", 0, in_lib, function() local a = lib.add(1) local b = lib.fib(2) end) report()
print(watch("", 1000, function() error("time is up", 0) end, lib.loop))
print(lib.add(0), lib.fib(15), lib.where())
local next_one = lib.each(3)
print(next_one())
watch("l", 0, in_lib, function() print(next_one(), lib.each(1)()) end) report()
print(next_one(), lib.where())
print(watch("l", 0, function() end, lib.where))
local looping = coroutine.create(lib.loop)
debug.sethook(looping, function() error("stopped", 0) end, "", 100)
print(coroutine.resume(looping))
print(lib.fib(10))
-- expect: 5	610	2	1	2	3
-- expect: line 4 add true; line 5 add true; line 9 varargs true
-- expect: call - add true; return - add true; call - fib true; call - fib true; return - fib true; call - fib true; return - fib true; return - fib true
-- expect: false	time is up
-- expect: 7	610	lib:12: in field 'where'
-- expect: 8
-- expect: 9	8
-- expect: line 11 each false
-- expect: 10	lib:12: in field 'where'
-- expect: true	lib:12: in function <lib:12>
-- expect: false	stopped
-- expect: 55
