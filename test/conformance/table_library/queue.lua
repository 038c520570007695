-- a queue and a stack with insert and remove
local queue = {}
for i = 1, 5 do table.insert(queue, i) end
local out = {}
while #queue > 0 do
  local x = table.remove(queue, 1)
  out[#out + 1] = x
  if x % 2 == 0 and x < 20 then table.insert(queue, x * 10) end
end
print(table.concat(out, " ")) -- expect: 1 2 3 4 5 20 40
local deque = { first = 1, last = 0 }
local function push(v) deque.last = deque.last + 1; deque[deque.last] = v end
local function shift() local v = deque[deque.first]; deque[deque.first] = nil; deque.first = deque.first + 1; return v end
for i = 1, 300 do push(i) end
local sum = 0
for i = 1, 300 do sum = sum + shift(); if i % 3 == 0 then push(1); push(1) end end
local rest = 0
while deque.first <= deque.last do rest = rest + shift() end
print(sum, rest, next(deque) ~= nil, deque.first, deque.last) -- expect: 45150	200	true	501	500
