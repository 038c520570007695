-- chains of records, built, reversed and walked
local function build(n)
  local list
  for i = n, 1, -1 do list = { value = i, next = list } end
  return list
end

local function reverse(list)
  local result
  while list do
    local rest = list.next
    list.next = result
    result = list
    list = rest
  end
  return result
end

local function sum(list)
  local s = 0
  while list do
    s = s + list.value
    list = list.next
  end
  return s
end

local total = 0
for _ = 1, 80 do
  local list = build(30000)
  for _ = 1, 5 do list = reverse(list) end
  total = total + sum(list) + list.value
end
print(string.format("%d", total))
