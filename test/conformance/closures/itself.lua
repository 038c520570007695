-- A local function is one value, whoever asks: itself, its callees, or others, and however often it is made.
local function f(n) if n == 0 then return f end return f(n - 1) end
print(f(0) == f, f(3) == f)
-- expect: true	true
local made = {}
for i = 1, 3 do
  local function g(k)
    if k == 0 then return g, i end
    return g(k - 1)
  end
  made[i] = g
  local h, n = g(i)
  print(h == g, n)
end
-- expect: true	1
-- expect: true	2
-- expect: true	3
print(made[1] == made[2], made[1](1) == made[1], select(2, made[2](5)))
-- expect: false	true	2
local function outer()
  local function inner() return inner, outer end
  return inner
end
local inner = outer()
local a, b = inner()
print(a == inner, b == outer, outer() == inner)
-- expect: true	true	false
local t = { [f] = "f", [inner] = "inner" }
print(t[f(1)], t[inner()])
-- expect: f	inner
local co = coroutine.wrap(function()
  local function walk(n)
    if n == 0 then return coroutine.yield(walk) end
    return (walk(n - 1))
  end
  coroutine.yield(walk)
  return walk(3)
end)
local walk = co()
print(walk == co(), co(9))
-- expect: true	9
