-- union-find and breadth-first search over a generated graph
local N = 120000
local parent, rank = {}, {}
for i = 1, N do parent[i], rank[i] = i, 0 end

local function find(x)
  while parent[x] ~= x do
    parent[x] = parent[parent[x]]
    x = parent[x]
  end
  return x
end

local function union(a, b)
  a, b = find(a), find(b)
  if a == b then return false end
  if rank[a] < rank[b] then a, b = b, a end
  parent[b] = a
  if rank[a] == rank[b] then rank[a] = rank[a] + 1 end
  return true
end

local edges, seed = {}, 11
for i = 1, N do edges[i] = {} end
local joined = 0
for _ = 1, N * 2 do
  seed = seed * 16807 % 2147483647
  local a = seed % N + 1
  seed = seed * 16807 % 2147483647
  local b = seed % N + 1
  edges[a][#edges[a] + 1] = b
  edges[b][#edges[b] + 1] = a
  if union(a, b) then joined = joined + 1 end
end

local reached, depth_sum = 0, 0
for start = 1, 3 do
  local depth, queue, head = { [start] = 0 }, { start }, 1
  while queue[head] do
    local node = queue[head]
    head = head + 1
    depth_sum = depth_sum + depth[node]
    local list = edges[node]
    for i = 1, #list do
      local to = list[i]
      if not depth[to] then
        depth[to] = depth[node] + 1
        queue[#queue + 1] = to
      end
    end
  end
  reached = reached + #queue
end
print(joined, reached, depth_sum)
