-- the stack of a coroutine that yielded, that ended in an error, that has ended
local function inner() coroutine.yield() error("oops") end
local co = coroutine.create(function() inner() return 1 end)
local function show(...) print((debug.traceback(co, ...):gsub("\t", ""))) end
show("new")
-- expect: new
-- expect: stack traceback:
coroutine.resume(co)
show("yielded")
-- expect: yielded
-- expect: stack traceback:
-- expect: [C]: in function 'coroutine.yield'
-- expect: traceback.lua:2: in upvalue 'inner'
-- expect: traceback.lua:3: in function <traceback.lua:3>
coroutine.resume(co)
show("failed")
-- expect: failed
-- expect: stack traceback:
-- expect: [C]: in function 'error'
-- expect: traceback.lua:2: in upvalue 'inner'
-- expect: traceback.lua:3: in function <traceback.lua:3>
coroutine.close(co)
show("closed")
-- expect: closed
-- expect: stack traceback:
co = coroutine.create(function() return pcall(error, "caught") end)
coroutine.resume(co)
show("ended")
-- expect: ended
-- expect: stack traceback:
