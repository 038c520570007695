-- methods found through a chain of __index tables
local function class(parent)
  local c = setmetatable({}, { __index = parent })
  c.__index = c
  return c
end

local Shape = class(nil)
function Shape:grow(k) self.size = self.size + k end
function Shape:area() return 0 end
function Shape:measure() return self:area() + 1 end
local Polygon = class(Shape)
function Polygon:corners() return self.n end
local Rectangle = class(Polygon)
function Rectangle:area() return self.size * 2 end
local Square = class(Rectangle)
function Square:area() return self.size end

local shapes = {}
for i = 1, 30 do
  local kind = ({ Polygon, Rectangle, Square })[i % 3 + 1]
  shapes[i] = setmetatable({ size = i, n = 4 }, kind)
end

local total = 0
for round = 1, 400000 do
  for i = 1, 30, 3 do
    local s = shapes[(i + round) % 30 + 1]
    s:grow(1)
    total = total + s:measure() + s:corners()
  end
end
print(string.format("%d", total))
