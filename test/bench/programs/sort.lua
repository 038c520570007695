-- table.sort with the default order, of numbers and strings
local seed = 42
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n
end

local numbers, strings = {}, {}
for i = 1, 500000 do numbers[i] = random(1000000) end
for i = 1, 200000 do strings[i] = "key" .. random(1000000) end
table.sort(numbers)
table.sort(strings)
local sum = 0
for i = 1, #numbers, 100 do sum = (sum * 7 + numbers[i]) % 1000003 end
print(sum, strings[1], strings[100000], strings[200000])
