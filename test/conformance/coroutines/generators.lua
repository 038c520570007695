-- coroutines as iterators
local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
for i in range(4) do io.write(i, " ") end
print() -- expect: 1 2 3 4
local function tree(t)
  if t then
    tree(t.left)
    coroutine.yield(t.value)
    tree(t.right)
  end
end
local root = { value = 4, left = { value = 2, left = { value = 1 }, right = { value = 3 } }, right = { value = 5 } }
for v in coroutine.wrap(function() tree(root) end) do io.write(v, " ") end
print() -- expect: 1 2 3 4 5
local function filter(p, gen) return coroutine.wrap(function() for v in gen do if p(v) then coroutine.yield(v) end end end) end
local function take(n, gen) return coroutine.wrap(function() for _ = 1, n do coroutine.yield(gen()) end end) end
local function naturals() return coroutine.wrap(function() local n = 1; while true do coroutine.yield(n); n = n + 1 end end) end
for v in take(5, filter(function(x) return x % 3 == 0 end, naturals())) do io.write(v, " ") end
print() -- expect: 3 6 9 12 15
