-- small records and methods
local Point = {}
Point.__index = Point

local function new(x, y) return setmetatable({ x = x, y = y }, Point) end

function Point:add(other) return new(self.x + other.x, self.y + other.y) end
function Point:scale(k) return new(self.x * k, self.y * k) end
function Point:dot(other) return self.x * other.x + self.y * other.y end

local p, sum = new(0, 0), 0
for i = 1, 1000000 do
  local q = new(i, -i):scale(0.5):add(p)
  sum = sum + q:dot(q) % 3
  p.x, p.y = i % 10, i % 7
end
print(string.format("%.3f", sum))
