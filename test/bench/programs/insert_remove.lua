-- stacks and queues with table.insert and table.remove
local total = 0
for round = 1, 100 do
  local stack = {}
  for i = 1, 60000 do table.insert(stack, i * round) end
  for _ = 1, 30000 do total = total + table.remove(stack) % 7 end
  for i = 1, 30000 do stack[#stack + 1] = i end
  total = total + #stack
  local queue = {}
  for i = 1, 300 do table.insert(queue, 1, i) end
  for i = 1, 300 do
    total = total + table.remove(queue, 1)
    table.insert(queue, i % #queue + 1, i)
  end
end
print(total)
