-- a binary heap, heapsort, and Dijkstra's shortest paths on a small graph
local Heap = {}
Heap.__index = Heap
local function new(less) return setmetatable({ less = less or function(a, b) return a < b end }, Heap) end
function Heap:push(v)
  local i = #self + 1
  self[i] = v
  while i > 1 and self.less(self[i], self[i // 2]) do
    self[i], self[i // 2] = self[i // 2], self[i]
    i = i // 2
  end
end
function Heap:pop()
  local top, last = self[1], #self
  self[1] = self[last]
  self[last] = nil
  local i = 1
  while true do
    local child = 2 * i
    if child > #self then break end
    if child < #self and self.less(self[child + 1], self[child]) then child = child + 1 end
    if not self.less(self[child], self[i]) then break end
    self[i], self[child] = self[child], self[i]
    i = child
  end
  return top
end
local h = new()
for _, v in ipairs { 5, 3, 9, 1, 7, 3, 8 } do h:push(v) end
local out = {}
while #h > 0 do out[#out + 1] = h:pop() end
print(table.concat(out, " ")) -- expect: 1 3 3 5 7 8 9
local function dijkstra(graph, source)
  local dist, queue = { [source] = 0 }, new(function(a, b) return a[1] < b[1] end)
  queue:push { 0, source }
  while #queue > 0 do
    local d, node = table.unpack(queue:pop())
    if d == dist[node] then
      for next_node, w in pairs(graph[node] or {}) do
        if not dist[next_node] or d + w < dist[next_node] then
          dist[next_node] = d + w
          queue:push { d + w, next_node }
        end
      end
    end
  end
  return dist
end
local d = dijkstra({ a = { b = 7, c = 9, f = 14 }, b = { c = 10, d = 15 }, c = { d = 11, f = 2 }, d = { e = 6 }, f = { e = 9 } }, "a")
for _, n in ipairs { "a", "b", "c", "d", "e", "f" } do io.write(n, "=", d[n], " ") end
print() -- expect: a=0 b=7 c=9 d=20 e=20 f=11
