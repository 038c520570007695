-- upvalues can be read, set and joined before and after a function has been called often
local function counter(n)
  return function() n = n + 1 return n end
end
local c, d = counter(1), counter(100)
for _ = 1, 300 do c() end
print(c(), debug.getupvalue(c, 1))
debug.setupvalue(c, 1, 1000)
print(c(), d())
debug.upvaluejoin(c, 1, d, 1)
print(c(), d(), c())
for _ = 1, 300 do c() end
print(debug.upvalueid(c, 1) == debug.upvalueid(d, 1), c(), d())

local function setfenv(f, env)
  for i = 1, 255 do
    local name = debug.getupvalue(f, i)
    if name == "_ENV" then debug.upvaluejoin(f, i, function() return env end, 1) end
    if name == "_ENV" or name == nil then return f end
  end
end
local function global() return y end
for _ = 1, 300 do global() end
setfenv(global, {y = 7})
print(global(), y)
for _ = 1, 300 do global() end
setfenv(global, {y = 8})
print(global())

local function factorial(n) if n < 2 then return 1 end return n * factorial(n - 1) end
for _ = 1, 50 do factorial(10) end
print(factorial(10), debug.getupvalue(factorial, 1) == "factorial", select(2, debug.getupvalue(factorial, 1)) == factorial)

local function outer()
  local x = 0
  local function inner() x = x + 1 return x end
  return inner, function() return x end
end
for _ = 1, 300 do outer() end
local inner, get = outer()
for _ = 1, 300 do inner() end
print(get(), debug.upvalueid(inner, 1) == debug.upvalueid(get, 1))
debug.setupvalue(get, 1, 5)
print(inner())
-- expect: 302	n	302
-- expect: 1001	101
-- expect: 102	103	104
-- expect: true	405	406
-- expect: 7	nil
-- expect: 8
-- expect: 3628800	true	true
-- expect: 300	true
-- expect: 6
