-- products, sums and differences as operands of float arithmetic: of integers, floats, and values with metamethods
local function dot(a, b)
  local sum = 0.0
  for i = 1, #a do sum = sum + a[i] * b[i] end
  return sum
end
local function mean(a, b, c) return (a + b - c) / 2 end
local function nested(a, b, c, d) return (a * b + c * d) * 0.5 end
for i = 1, 300 do
  dot({ 1, 2.5 }, { i, i * 0.5 })
  mean(i, 2, 3)
  nested(i, 1.5, 2, i)
end
print(dot({ 1, 2, 3 }, { 4, 5, 6 }), dot({ 1.5, 2.0 }, { 2, 0.5 }), dot({}, {})) -- expect: 32.0	4.0	0.0
print(dot({ 0.5 }, { 0.5 }), dot({ 1e200 }, { 1e200 }), dot({ -0.0 }, { 1 })) -- expect: 0.25	inf	0.0
print(dot({ 2147483647, 1 }, { 2147483647, 1 }), dot({ 3037000500 }, { 3037000500 })) -- expect: 4.6116860141324e+18	-9.2233720367093e+18
print(dot({ math.maxinteger }, { 2 }), dot({ math.maxinteger }, { 1 }), dot({ math.mininteger }, { -1 })) -- expect: -2.0	9.2233720368548e+18	-9.2233720368548e+18
print(dot({ 1 << 53 }, { 3 }), dot({ 9007199254740993 }, { 1 }), dot({ "10" }, { 2 })) -- expect: 2.7021597764223e+16	9.007199254741e+15	20.0
print(mean(math.maxinteger, 1, 0), mean(1 << 53, 1, 0), mean(2.0 ^ 53, 1, 0)) -- expect: -4.6116860184274e+18	4.5035996273705e+15	4.5035996273705e+15
print(mean(0 / 0, 1, 2), mean(1 / 0, 1, 1), nested(math.maxinteger, 2, 0, 0)) -- expect: -nan	inf	-1.0
print(nested(1 << 40, 1 << 40, 0.0, 1), nested(2, 3.0, -0.0, 5)) -- expect: 0.0	3.0
print(select(2, pcall(dot, { {} }, { 1 })):match("attempt.*")) -- expect: attempt to perform arithmetic on a table value (field '?')
print(select(2, pcall(mean, 1, nil, 2)):match("attempt.*")) -- expect: attempt to perform arithmetic on a nil value (local 'b')

-- a metamethod of the other operand sees the exact value and its type
local seen
local mt = { __add = function(a, b) seen = math.type(a) or math.type(b) return type(a) == "table" and b or a end,
  __mul = function(a, b) seen = math.type(a) or math.type(b) return type(a) == "table" and b or a end,
  __div = function(a, b) seen = math.type(a) or math.type(b) return type(a) == "table" and b or a end }
local box = setmetatable({}, mt)
local function over(a, b, o) return a * b / o end
for i = 1, 300 do over(i, 2, 3.5) end
print(over(2, 3, box), seen) -- expect: 6	integer
print(over(2.0, 3, box), seen) -- expect: 6.0	float
print(over(1 << 62, 4, box), seen, over(1 << 62, 3, box)) -- expect: 0	integer	-4611686018427387904
print(over(box, 3, 2), seen) -- expect: 1.5	integer
local function accumulate(o, n)
  local sum = 0.5
  for i = 1, n do sum = sum + o * i end
  return sum
end
print(accumulate(box, 3), accumulate(2, 3), accumulate(2.0, 3), accumulate(0.25, 2)) -- expect: 6.5	12.5	12.5	1.25
local captured = 3
local function changes() captured = captured + 1 return 2.0 end
local function mixed() return captured * 2 / changes() end
print(mixed(), mixed()) -- expect: 3.0	4.0
