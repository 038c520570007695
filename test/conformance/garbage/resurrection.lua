-- a finalizer may keep its object, and mark it again
local kept
local mt = {}
mt.__gc = function(o)
  o.count = o.count + 1
  print("gc", o.count)
  if o.count == 1 then kept = o end
  if o.count == 2 then setmetatable(o, mt) end
end
local function lose() setmetatable({count = 0}, mt) end
lose()
collectgarbage()
print(kept.count, getmetatable(kept) == mt)
setmetatable(kept, mt)
local function forget() kept = nil end
forget()
collectgarbage()
collectgarbage()
collectgarbage()
print("end")
-- expect: gc	1
-- expect: 1	true
-- expect: gc	2
-- expect: gc	3
-- expect: end
