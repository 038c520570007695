-- integer loops with %, comparison and division
local best, best_start, total = 0, 0, 0
for start = 1, 150000 do
  local n, steps = start, 0
  while n ~= 1 do
    if n % 2 == 0 then n = n / 2 else n = 3 * n + 1 end
    steps = steps + 1
  end
  total = total + steps
  if steps > best then best, best_start = steps, start end
end
print(best, best_start, total)
