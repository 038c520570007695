-- operators with metamethods
local Vector = {}
Vector.__index = Vector

local function vector(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end

Vector.__add = function(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
Vector.__sub = function(a, b) return vector(a.x - b.x, a.y - b.y, a.z - b.z) end
Vector.__mul = function(a, k) return vector(a.x * k, a.y * k, a.z * k) end
Vector.__unm = function(a) return vector(-a.x, -a.y, -a.z) end
Vector.__eq = function(a, b) return a.x == b.x and a.y == b.y and a.z == b.z end
Vector.__lt = function(a, b) return a.x < b.x end
Vector.__len = function() return 3 end

local position, velocity = vector(0, 0, 0), vector(1, 2, 3)
local same, less = 0, 0
for i = 1, 400000 do
  local step = velocity * 0.25 - position * 0.001
  position = position + step + -velocity * (i % 2)
  if position == velocity then same = same + 1 end
  if position < velocity then less = less + 1 end
end
print(string.format("%.6f %.6f %.6f %d %d", position.x, position.y, position.z, same, less))
