-- coroutines that hand values to and fro, and many short-lived ones
local function producer()
  local sum = 0
  for i = 1, 2500000 do
    local got = coroutine.yield(i, i * 2)
    sum = sum + got
  end
  return "done", sum
end

local co = coroutine.create(producer)
local total = 0
local _, a, b = coroutine.resume(co)
while a ~= "done" do
  total = total + a + b
  _, a, b = coroutine.resume(co, a % 10)
end
for i = 1, 300000 do
  local task = coroutine.create(function(x)
    local y = coroutine.yield(x + 1)
    return x + y
  end)
  local _, first = coroutine.resume(task, i)
  local _, second = coroutine.resume(task, first)
  total = total + second
end
print(string.format("%d %d", total, b))
