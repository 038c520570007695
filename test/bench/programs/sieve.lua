-- arrays of booleans, written and read in order
local function sieve(n)
  local flags, count = {}, 0
  for i = 2, n do flags[i] = true end
  for i = 2, n do
    if flags[i] then
      count = count + 1
      for k = i + i, n, i do flags[k] = false end
    end
  end
  return count
end

local count = 0
for _ = 1, 20 do count = count + sieve(500000) end
print(count)
