-- §6.7: ranges of math.random; the same seed gives the same numbers
math.randomseed(42)
local a, b, c = math.random(), math.random(10), math.random(5, 7)
math.randomseed(42)
print(a == math.random(), b == math.random(10), c == math.random(5, 7)) -- expect: true	true	true
local ok, seen = true, {}
for _ = 1, 500 do
  local f, i = math.random(), math.random(-2, 3)
  ok = ok and f >= 0 and f < 1 and math.type(f) == "float" and i >= -2 and i <= 3 and math.type(i) == "integer"
  seen[i] = true
end
print(ok, seen[-2], seen[-1], seen[0], seen[1], seen[2], seen[3])
-- expect: true	true	true	true	true	true	true
print(math.random(5, 5), math.type(math.random(0)), math.random(math.mininteger, math.maxinteger) ~= nil)
-- expect: 5	integer	true
print(pcall(math.random, 0, -1)) -- expect: false	bad argument #1 to 'math.random' (interval is empty)
print(pcall(math.random, 2, 1)) -- expect: false	bad argument #1 to 'math.random' (interval is empty)
print(pcall(math.random, 1, 2, 3)) -- expect: false	wrong number of arguments
print(pcall(math.random, 1.5))
-- expect: false	bad argument #1 to 'math.random' (number has no integer representation)
math.randomseed(123, 456)
print(math.random(1 << 30) > 0) -- expect: true
