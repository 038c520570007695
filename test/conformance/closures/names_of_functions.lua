-- Variables may have the names that emitted code gives to functions and factories.
local mk = 5
local function first() return mk end
local f0 = 6
local function second() return f0, first() end
local made, r1, d2 = 7, 8, 9
local function third() return made, r1, d2, second() end
print(third())
-- expect: 7	8	9	6	5
for mk = 1, 2 do
  local K, get, set, up, met = {}, {}, {}, {}, {}
  K.f = function() return mk, get.x, set.x, up.x, met.x end
  get.x, set.x, up.x, met.x = 1, 2, 3, 4
  print(K.f())
end
-- expect: 1	1	2	3	4
-- expect: 2	1	2	3	4
