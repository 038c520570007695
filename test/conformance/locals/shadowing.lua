-- a new local of the same name is a new variable
local a = 1
local function get1() return a end
local a = 2
local function get2() return a end
a = 3
print(get1(), get2(), a) -- expect: 1	3	3
local b, b = 1, 2
print(b) -- expect: 2
local function p(q, q) return q end
print(p(1, 2)) -- expect: 2
for i = 1, 2 do
  local i = i * 10
  print(i)
end
-- expect: 10
-- expect: 20
local print = print
print("shadowed print") -- expect: shadowed print
