-- nested arrays of floats
local function new(n, seed)
  local m = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = (i * seed + j * 7) % 10 + 0.5 end
    m[i] = row
  end
  return m
end

local function multiply(a, b, n)
  local c = {}
  for i = 1, n do
    local row, ai = {}, a[i]
    for j = 1, n do
      local sum = 0.0
      for k = 1, n do sum = sum + ai[k] * b[k][j] end
      row[j] = sum
    end
    c[i] = row
  end
  return c
end

local n = 260
local c = multiply(new(n, 3), new(n, 5), n)
c = multiply(c, new(n, 2), n)
local trace = 0
for i = 1, n do trace = trace + c[i][i] end
print(string.format("%.3f", trace))
