-- errors in finalizers are warnings: they end nothing
local function lose(f) setmetatable({}, {__gc = f}) end
lose(function() print "first" error "no" end)
lose(function() print "second" error {} end)
lose(true)
lose(function() print "fourth" coroutine.yield() print "unreachable" end)
collectgarbage()
print("end")
-- expect: fourth
-- expect: second
-- expect: first
-- expect: end
