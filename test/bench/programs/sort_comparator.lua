-- table.sort with a function, of records
local seed = 7
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n
end

local records = {}
for i = 1, 150000 do records[i] = { id = i, score = random(1000), name = "n" .. random(500) } end
table.sort(records, function(a, b)
  if a.score ~= b.score then return a.score > b.score end
  return a.id < b.id
end)
local first = records[1].id
table.sort(records, function(a, b)
  if a.name ~= b.name then return a.name < b.name end
  return a.id < b.id
end)
print(first, records[1].id, records[75000].id, records[150000].id)
