-- §2.4 __add … __pow, __unm, __idiv, __mod: operands in order, either side
local V = {}
local function name(x) return getmetatable(x) == V and "V" or tostring(x) end
for _, op in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "unm" } do
  V["__" .. op] = function(a, b) return op .. "(" .. name(a) .. "," .. name(b) .. ")" end
end
local v = setmetatable({}, V)
print(v + 1, 1 + v, v + v) -- expect: add(V,1)	add(1,V)	add(V,V)
print(v - 1, 2 - v, v * 2, "x" * v) -- expect: sub(V,1)	sub(2,V)	mul(V,2)	mul(x,V)
print(v / 1, 1 / v, v % 3, v ^ 2, 2 ^ v, v // 1)
-- expect: div(V,1)	div(1,V)	mod(V,3)	pow(V,2)	pow(2,V)	idiv(V,1)
print(-v) -- expect: unm(V,V)
local function up() return v + 1.5, v + "s", true + v end
print(pcall(up)) -- expect: true	add(V,1.5)	add(V,s)	add(true,V)
print((v + 1) .. "", (-v):len()) -- expect: add(V,1)	8
