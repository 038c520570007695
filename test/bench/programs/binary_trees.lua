-- allocation of many small tables
local function bottom_up(depth)
  if depth == 0 then return {} end
  return { bottom_up(depth - 1), bottom_up(depth - 1) }
end

local function check(tree)
  if tree[1] then return 1 + check(tree[1]) + check(tree[2]) end
  return 1
end

local N = 16
local long_lived = bottom_up(N)
local total = 0
for depth = 4, N, 3 do
  local iterations = 2 ^ (N - depth + 3)
  for _ = 1, iterations do total = total + check(bottom_up(depth)) end
end
print(total, check(long_lived))
