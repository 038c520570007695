-- floats from 2^53 on are whole numbers, but a sum or difference with them stays a float
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
for i = 1, 300 do
  assert(add(i, 2) == i + 2 and sub(i * 1.5, 2) == i * 1.5 - 2)
end
print(add(2.0 ^ 53, -5), add(2.0 ^ 53, -2.0 ^ 53), add(-5, 2.0 ^ 53)) -- expect: 9.007199254741e+15	0.0	9.007199254741e+15
print(sub(2.0 ^ 53, 5), sub(2.0 ^ 60, 2.0 ^ 60), sub(2.0 ^ 54, 2.0 ^ 54 - 2)) -- expect: 9.007199254741e+15	0.0	2.0
print(add(2.0 ^ 53, -1) == 9007199254740991, math.type(add(2.0 ^ 53, -1))) -- expect: true	float
print(add(1 << 52, 1 << 52), add((1 << 53) - 1, 1), sub(-(1 << 53), 1)) -- expect: 9007199254740992	9007199254740992	-9007199254740993
print(add(1e300, -1e300), sub(1e300, 1e300), add(1 / 0, -1)) -- expect: 0.0	0.0	inf
local function plus_one(a) return a + 1 end
for i = 1, 300 do plus_one(i) end
print(plus_one(-2.0 ^ 53), math.type(plus_one(-2.0 ^ 53))) -- expect: -9.007199254741e+15	float
