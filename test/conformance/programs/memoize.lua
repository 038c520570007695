-- memoization with any number of arguments, and of a recursive function
local calls = 0
local function memoize(f)
  local cache, LEAF, NIL = {}, {}, {}
  return function(...)
    local node = cache
    for i = 1, select("#", ...) do
      local key = (select(i, ...))
      if key == nil then key = NIL end
      local child = node[key] or {}
      node[key] = child
      node = child
    end
    local hit = node[LEAF]
    if not hit then
      hit = table.pack(f(...))
      node[LEAF] = hit
    end
    return table.unpack(hit, 1, hit.n)
  end
end
local add = memoize(function(a, b) calls = calls + 1; return (a or 0) + (b or 0), a, b end)
print(add(1, 2)); print(add(1, 2)); print(add(1)); print(add(1, nil)); print(add(nil, 1)); print(add(1.0, 2))
-- expect: 3	1	2
-- expect: 3	1	2
-- expect: 1	1	nil
-- expect: 1	1	nil
-- expect: 1	nil	1
-- expect: 3	1	2
print(calls) -- expect: 4
local fib
fib = memoize(function(n) calls = calls + 1; if n < 2 then return n end return fib(n - 1) + fib(n - 2) end)
calls = 0
print(fib(80), calls) -- expect: 23416728348467685	81
