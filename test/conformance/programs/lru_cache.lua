-- a cache that forgets the least recently used entry: map and doubly linked list
local Cache = {}
Cache.__index = Cache
function Cache.new(capacity)
  local head, tail = {}, {}
  head.next, tail.prev = tail, head
  return setmetatable({ capacity = capacity, size = 0, map = {}, head = head, tail = tail }, Cache)
end
local function unlink(node) node.prev.next, node.next.prev = node.next, node.prev end
function Cache:touch(node)
  node.prev, node.next = self.head, self.head.next
  self.head.next.prev = node
  self.head.next = node
end
function Cache:get(key)
  local node = self.map[key]
  if not node then return nil end
  unlink(node)
  self:touch(node)
  return node.value
end
function Cache:put(key, value)
  local node = self.map[key]
  if node then unlink(node) else
    node = { key = key }
    self.map[key] = node
    self.size = self.size + 1
    if self.size > self.capacity then
      local last = self.tail.prev
      unlink(last)
      self.map[last.key] = nil
      self.size = self.size - 1
    end
  end
  node.value = value
  self:touch(node)
end
function Cache:keys()
  local out, node = {}, self.head.next
  while node ~= self.tail do out[#out + 1] = node.key; node = node.next end
  return table.concat(out, " ")
end
local c = Cache.new(3)
c:put("a", 1); c:put("b", 2); c:put("c", 3)
print(c:keys(), c:get("a"), c:keys()) -- expect: c b a	1	a c b
c:put("d", 4)
print(c:keys(), c:get("b"), c.size) -- expect: d a c	nil	3
c:put("c", 33)
print(c:keys(), c:get("c")) -- expect: c d a	33
for i = 1, 100 do c:put(i, i) end
print(c:keys(), c:get(1), c:get(98)) -- expect: 100 99 98	nil	98
