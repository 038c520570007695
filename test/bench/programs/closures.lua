-- making and calling closures, captured variables that change
local function counter(step)
  local n = 0
  return function(k)
    n = n + step * k
    return n
  end
end

local function compose(f, g)
  return function(x) return f(g(x)) end
end

local total = 0
for i = 1, 1200000 do
  local add = counter(i % 7)
  add(1)
  add(2)
  local twice = compose(add, function(x) return x + i % 3 end)
  total = total + twice(1) + twice(2)
end
print(string.format("%d", total))
