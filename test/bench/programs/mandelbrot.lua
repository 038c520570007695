-- float arithmetic in local variables
local N, LIMIT = 600, 100
local inside, steps = 0, 0
for py = 0, N - 1 do
  local ci = 2.0 * py / N - 1.0
  for px = 0, N - 1 do
    local cr = 2.0 * px / N - 1.5
    local zr, zi, n = 0.0, 0.0, 0
    while n < LIMIT and zr * zr + zi * zi <= 4.0 do
      zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
      n = n + 1
    end
    steps = steps + n
    if n == LIMIT then inside = inside + 1 end
  end
end
print(inside, steps)
