-- yields from deep recursion, and deep recursion between yields
local function down(n)
  if n == 0 then return coroutine.yield("bottom") end
  local r = down(n - 1)
  return r + 1
end
local co = coroutine.wrap(down)
print(co(300)) -- expect: bottom
print(co(0)) -- expect: 300
local function tree(d)
  if d == 0 then coroutine.yield(1) return 1 end
  return tree(d - 1) + tree(d - 1)
end
local n = 0
local walker = coroutine.create(tree)
local ok, v = coroutine.resume(walker, 8)
while coroutine.status(walker) ~= "dead" do n = n + v; ok, v = coroutine.resume(walker) end
print(n, ok, v) -- expect: 256	true	256
local function fib(k) if k < 2 then return coroutine.yield(k) end return fib(k - 1) + fib(k - 2) end
local f = coroutine.wrap(function() return "fib", fib(12) end)
local a, b = f()
while a ~= "fib" do a, b = f(a) end
print(a, b) -- expect: fib	144
