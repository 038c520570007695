-- inside a finalizer there are no collections, and all options give nil
local function lose(name, f) setmetatable({}, {__gc = function() print(name) f() end}) end
lose("a", function() end)
lose("b", function()
  lose("c", function() end)
  print(collectgarbage(), collectgarbage("count"), collectgarbage("step"), collectgarbage("isrunning"))
end)
collectgarbage()
print "again"
collectgarbage()
-- expect: b
-- expect: nil	nil	nil	nil
-- expect: a
-- expect: again
-- expect: c
