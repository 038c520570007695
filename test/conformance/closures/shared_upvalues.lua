-- closures of one scope share its variables
local a, b, c
do
  local x = 0
  function a() x = x + 1; return x end
  function b() x = x * 10; return x end
  c = function() return function() x = x - 1; return x end end
end
print(a(), b(), a(), c()(), b()) -- expect: 1	10	11	10	100
local fs = {}
for i = 1, 3 do
  local shared = i
  fs[i] = { inc = function() shared = shared + 1 end, get = function() return shared, i end }
end
fs[1].inc(); fs[1].inc(); fs[3].inc()
for i = 1, 3 do print(fs[i].get()) end
-- expect: 3	1
-- expect: 2	2
-- expect: 4	3
