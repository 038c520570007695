-- §2.2: _ENV is an ordinary local variable
local print, setmetatable = print, setmetatable
do
  local _ENV = { x = 5 }
  print(x)
  y = 6
  print(_ENV.y)
  local function f() z = 7; return x + y end
  print(f(), z)
end
-- expect: 5
-- expect: 6
-- expect: 11	7
print(x, y, z) -- expect: nil	nil	nil
local function with(_ENV) return a + b end
print(with({ a = 1, b = 2 })) -- expect: 3
local function counter()
  local _ENV <const> = { n = 0 }
  return function() n = n + 1; return n end
end
local c = counter()
c()
print(c()) -- expect: 2
do
  local _ENV = setmetatable({}, { __index = _ENV, __newindex = function(_, k) print("global write", k) end })
  undeclared = 1
  print(type(string), undeclared)
end
-- expect: global write	undeclared
-- expect: table	nil
local _ENV = nil
local ok = 1
