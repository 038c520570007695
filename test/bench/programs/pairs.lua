-- traversal of arrays and hash tables with pairs, ipairs and next
local hash, array = {}, {}
for i = 1, 2000 do
  hash["key" .. i] = i
  array[i] = i
end
local sum = 0
for _ = 1, 3500 do
  for _, v in pairs(hash) do sum = sum + v end
  for i, v in ipairs(array) do sum = sum + i - v end
  for k, v in pairs(array) do sum = sum + k * 2 - v end
end
for _ = 1, 500 do
  local k, v = next(hash)
  while k do
    sum = sum + v
    k, v = next(hash, k)
  end
end
print(string.format("%d", sum))
