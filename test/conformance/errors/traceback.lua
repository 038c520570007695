-- §6.10: debug.traceback adds the stack to a message, leaves other values alone
local function inner() return (debug.traceback("msg", 1)) end
local function outer() local r = inner(); return r end
local trace = outer()
print(trace:match("^[^\n]*"), trace:match("\n([^\n]*)")) -- expect: msg	stack traceback:
print(trace:find("in upvalue 'inner'", 1, true) ~= nil or trace:find("in function <", 1, true) ~= nil)
-- expect: true
local t = {}
print(debug.traceback(t) == t, debug.traceback(print) == print, (debug.traceback(5):match("^[^\n]*")))
-- expect: true	true	5
print(type(debug.traceback()), (debug.traceback("x", 50):match("^[^\n]*"))) -- expect: string	x
local ok, text = xpcall(function() local x = nil; return x.y end, debug.traceback)
print(ok, text:match("^[^\n]*")) -- expect: false	traceback.lua:12: attempt to index a nil value (local 'x')
local co = coroutine.create(function() coroutine.yield() end)
coroutine.resume(co)
print((debug.traceback(co, "in coroutine"):match("^[^\n]*\n[^\n]*")))
-- expect: in coroutine
-- expect: stack traceback:
