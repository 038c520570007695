-- coroutines as iterators
local function range(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i) end
  end)
end

local function filter(p, source)
  return coroutine.wrap(function()
    for v in source do
      if p(v) then coroutine.yield(v) end
    end
  end)
end

local sum = 0
for v in range(3000000) do sum = sum + v end
for v in filter(function(x) return x % 3 == 0 end, range(2000000)) do sum = sum + v end
print(string.format("%d", sum))
