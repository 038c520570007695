-- without the field when the metatable is set, an object is not marked; it may be replaced later
local function lose(mt, f)
  setmetatable({}, mt)
  mt.__gc = f
end
lose({}, function() print "unmarked" end)
lose({__gc = false}, function() print "marked" end)
lose({__gc = true}, nil)
collectgarbage()
print "end"
-- expect: marked
-- expect: end
