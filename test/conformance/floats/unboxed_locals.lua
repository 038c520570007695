-- locals that only ever hold floats keep their subtype wherever their values go
local sum = 0.0
for i = 1, 4 do sum = sum + i * 0.5 end
print(sum, math.type(sum)) -- expect: 5.0	float
local t = {[5] = "five"}
print(t[sum], sum == 5, sum // 1, sum % 2, -sum, sum ^ 2) -- expect: five	true	5.0	1.0	-5.0	25.0
print(sum | 0, sum .. "", #tostring(sum), sum < 6, sum <= 5) -- expect: 5	5.0	3	true	true

-- a metamethod may give such a local anything, an integer or a string too
local mt = {__add = function(a, b) return 7 end, __div = function() return "text" end}
local box = setmetatable({}, mt)
local x = 1.0
x = x + box
print(x, math.type(x), x == 7) -- expect: 7	integer	true
local y = box / 2
print(y) -- expect: text
x = x / 2
print(x, math.type(x)) -- expect: 3.5	float

-- values assigned at once do not see each other's stores
local a, b = 1.0, 2.0
a, b = b * 2.0, a * 3.0
print(a, b) -- expect: 4.0	3.0

-- parameters may be integers whatever is assigned to them later
local function f(n)
  if n == 1 then n = 2.5 end
  return n, math.type(n)
end
print(f(1)) -- expect: 2.5	float
print(f(3)) -- expect: 3	integer

-- captured by value, and across a yield inside a metamethod
local half = 1 / 2
local co = coroutine.wrap(function()
  local ymt = setmetatable({}, {__add = function(v) return coroutine.yield(v) end})
  local s = half + 0.5
  s = s + ymt
  return s, math.type(s), math.type(half + half)
end)
print(co()) -- expect: 1.0
print(co(3)) -- expect: 3	integer	float
print(0.0 == -0.0, 1 / (0.0 * -1.0)) -- expect: true	-inf
