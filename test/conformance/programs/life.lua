-- Conway's game of life on a torus: a glider
local Grid = {}
Grid.__index = Grid
function Grid.parse(text)
  local g = setmetatable({ rows = {} }, Grid)
  for line in text:gmatch("%S+") do
    local row = {}
    for c in line:gmatch(".") do row[#row + 1] = c == "#" end
    g.rows[#g.rows + 1] = row
  end
  g.h, g.w = #g.rows, #g.rows[1]
  return g
end
function Grid:at(y, x) return self.rows[(y - 1) % self.h + 1][(x - 1) % self.w + 1] end
function Grid:neighbours(y, x)
  local n = 0
  for dy = -1, 1 do for dx = -1, 1 do
    if (dy ~= 0 or dx ~= 0) and self:at(y + dy, x + dx) then n = n + 1 end
  end end
  return n
end
function Grid:step()
  local rows = {}
  for y = 1, self.h do
    rows[y] = {}
    for x = 1, self.w do
      local n = self:neighbours(y, x)
      rows[y][x] = n == 3 or n == 2 and self.rows[y][x]
    end
  end
  return setmetatable({ rows = rows, h = self.h, w = self.w }, Grid)
end
function Grid:__tostring()
  local out = {}
  for y, row in ipairs(self.rows) do
    local line = {}
    for x, alive in ipairs(row) do line[x] = alive and "#" or "." end
    out[y] = table.concat(line)
  end
  return table.concat(out, "\n")
end
local g = Grid.parse [[
  .#....
  ..#...
  ###...
  ......
  ......
  ......
]]
local first = tostring(g)
for _ = 1, 4 do g = g:step() end
print(g)
-- expect: ......
-- expect: ..#...
-- expect: ...#..
-- expect: .###..
-- expect: ......
-- expect: ......
for _ = 1, 20 do g = g:step() end
print(tostring(g) == first) -- expect: true
