-- a small class system: inheritance, super, mixins, class methods, operators
local function class(name, super)
  local c = { __name = name }
  c.__index = c
  if super then for k, v in pairs(super) do if k:find("^__") and k ~= "__index" and k ~= "__name" then c[k] = v end end end
  return setmetatable(c, {
    __index = super,
    __call = function(cls, ...)
      local o = setmetatable({}, cls)
      if cls.init then cls.init(o, ...) end
      return o
    end,
    __tostring = function() return "class " .. name end,
  })
end
local Shape = class("Shape")
function Shape:init(name) self.name = name end
function Shape:area() error("abstract method area of " .. self.name, 2) end
function Shape:describe() return ("%s with area %.2f"):format(self.name, self:area()) end
Shape.__lt = function(a, b) return a:area() < b:area() end
Shape.__tostring = function(s) return "<" .. s.name .. ">" end
local Circle = class("Circle", Shape)
function Circle:init(r) Shape.init(self, "circle"); self.r = r end
function Circle:area() return math.pi * self.r ^ 2 end
local Rect = class("Rect", Shape)
function Rect:init(w, h) Shape.init(self, "rect"); self.w, self.h = w, h end
function Rect:area() return self.w * self.h end
local Square = class("Square", Rect)
function Square:init(a) Rect.init(self, a, a); self.name = "square" end
local shapes = { Circle(1), Rect(2, 5), Square(2), Circle(0.5) }
table.sort(shapes)
for _, s in ipairs(shapes) do print(tostring(s), s:describe()) end
-- expect: <circle>	circle with area 0.79
-- expect: <circle>	circle with area 3.14
-- expect: <square>	square with area 4.00
-- expect: <rect>	rect with area 10.00
print(tostring(Square), getmetatable(shapes[2]) == Circle, Square.describe == Shape.describe)
-- expect: class Square	true	true
print(pcall(function()
  local r = Shape("plain"):describe()
  return r
end))
-- expect: false	classes.lua:19: abstract method area of plain
