-- select, ... and multiple results
local unpack = table.unpack or unpack
local function sum(...)
  local s = 0
  for i = 1, select("#", ...) do s = s + (select(i, ...)) end
  return s
end

local function pass(...) return ... end
local function pack(...) return { n = select("#", ...), ... } end
local function minmax(a, b)
  if a < b then return a, b end
  return b, a
end

local total = 0
for i = 1, 1500000 do
  total = total + sum(i, 1, 2, 3)
  local lo, hi = minmax(pass(i % 10, i % 7))
  local t = pack(lo, hi, i)
  local a, b, c = unpack(t, 1, t.n)
  total = total + a + b * 2 + c
end
print(string.format("%d", total))
