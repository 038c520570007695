-- plain recursion that happens to run inside a coroutine
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local co = coroutine.wrap(function()
  local total = 0
  for n = 29, 32 do
    coroutine.yield(fib(n))
    total = total + n
  end
  return total + fib(31)
end)
print(co(), co(), co(), co(), co())
