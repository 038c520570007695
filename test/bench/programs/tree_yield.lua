-- yields from deep inside a recursion
local function build(depth, counter)
  if depth == 0 then return nil end
  local left = build(depth - 1, counter)
  counter.n = counter.n + 1
  local node = { value = counter.n, left = left }
  node.right = build(depth - 1, counter)
  return node
end

local function walk(node)
  if node.left then walk(node.left) end
  coroutine.yield(node.value)
  if node.right then walk(node.right) end
end

local tree = build(15, { n = 0 })
local sum, weight = 0, 0
for _ = 1, 90 do
  for v in coroutine.wrap(function() walk(tree) end) do
    weight = weight % 7 + 1
    sum = sum + v * weight
  end
end
print(string.format("%d", sum))
