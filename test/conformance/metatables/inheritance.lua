-- classes: constructor, inheritance, super, tostring, class fields
local Animal = {}
Animal.__index = Animal
Animal.count = 0
function Animal.new(class, name)
  Animal.count = Animal.count + 1
  return setmetatable({ name = name }, class)
end
function Animal:speak() return self.name .. " makes " .. self:sound() end
function Animal:sound() return "a sound" end
local Dog = setmetatable({}, { __index = Animal })
Dog.__index = Dog
Dog.__tostring = function(d) return "Dog " .. d.name end
function Dog:sound() return "woof" end
local Puppy = setmetatable({}, { __index = Dog })
Puppy.__index = Puppy
function Puppy:speak() return Dog.speak(self) .. " softly" end
local a, d, p = Animal.new(Animal, "Generic"), Dog.new(Dog, "Rex"), Puppy.new(Puppy, "Bit")
print(a:speak(), d:speak(), p:speak()) -- expect: Generic makes a sound	Rex makes woof	Bit makes woof softly
print(tostring(d), Animal.count, d.count, rawget(d, "count")) -- expect: Dog Rex	3	3	nil
d.sound = function() return "growl" end
print(d:speak(), p:speak()) -- expect: Rex makes growl	Bit makes woof softly
print(pcall(function() return a:fly() end))
-- expect: false	inheritance.lua:23: attempt to call a nil value (method 'fly')
