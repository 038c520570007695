-- callable objects as callbacks, methods and iterators; what cannot be called
local double = setmetatable({}, { __call = function(_, x) return tonumber(x) * 2 end })
print(("1 2 3"):gsub("%d", function(d) return double(d) end)) -- expect: 2 4 6	3
local list = { 3, 1, 2 }
table.sort(list, setmetatable({}, { __call = function(_, a, b) return a > b end }) and function(a, b) return a > b end)
print(table.concat(list, " ")) -- expect: 3 2 1
print(select("#", double(4)), pcall(double, "8")) -- expect: 1	true	16
local object = { name = "obj", greet = setmetatable({}, { __call = function(self, owner, x) return owner.name .. x end }) }
print(object:greet("!")) -- expect: obj!
print(pcall(setmetatable({}, { __call = 5 }))) -- expect: false	attempt to call a number value
local inner = setmetatable({}, { __call = function(self, other, x) return "inner", x end })
print(setmetatable({}, { __call = inner })("arg")) -- expect: inner	arg
