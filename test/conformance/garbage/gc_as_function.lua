-- A finalizer that is written as a function statement: objects are found lost at the first collection, too.
local C = {}
C.__index = C
local collected = {}
function C.__gc(o) collected[#collected + 1] = o.name end
local function new(name) return setmetatable({ name = name }, C) end
local v = new("v")
collectgarbage()
print(#collected, v.name)
v = nil
collectgarbage()
print(#collected, collected[1])
for i = 1, 3 do
  local w = new("w" .. i)
  w = nil
  collectgarbage()
  print(#collected, collected[i + 1])
end
-- expect: 0	v
-- expect: 1	v
-- expect: 2	w1
-- expect: 3	w2
-- expect: 4	w3
