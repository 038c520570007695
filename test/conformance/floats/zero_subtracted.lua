-- the difference of a number and the literal 0 is a sum in PUC, which shows for -0.0
local function f(a) return a - 0, a - (0), -(a - 0), 1 / (a - 0) end
print(f(-0.0)) print(f(0.0)) print(f(0)) print(f(5)) print(f(-2.5)) print(pcall(f, "-0.0")) print(f(math.mininteger))
-- expect: 0.0	0.0	-0.0	inf
-- expect: 0.0	0.0	-0.0	inf
-- expect: 0	0	0	inf
-- expect: 5	5	-5	0.2
-- expect: -2.5	-2.5	2.5	-0.4
-- expect: true	-0.0	-0.0	0.0	-inf
-- expect: -9223372036854775808	-9223372036854775808	-9223372036854775808	-1.0842021724855e-19
local z <const> = 0
local function g(a) return a - z, a - 0.0, 0 - a, a + 0 end
print(g(-0.0)) print(g(0))
-- expect: 0.0	-0.0	0.0	0.0
-- expect: 0	0.0	0	0
local mt = { __sub = function(a, b) return math.type(b) .. tostring(b) .. tostring(1 / b) end }
print(setmetatable({}, mt) - 0, f(setmetatable({}, { __sub = function(a, b) return 1 / b end, })))
-- expect: integer0inf	inf	inf	-inf	0.0
print(-0.0 - 0, 5 - 0, 0 - 0, -0.0 - 0.0) -- expect: 0.0	5	0	-0.0
local x = -0.0 x = x - 0 print(x) -- expect: 0.0
local y = 1 y = y / -1e400 y = y * 1 y = y - 0 print(y, 1 / y) -- expect: 0.0	inf
print((select(2, pcall(f)):gsub("^.-:%d+: ", "")))
-- expect: attempt to perform arithmetic on a nil value (local 'a')
print(math.type(1 - 0), 2^53 - 0, (1 << 53) - 0) -- expect: integer	9.007199254741e+15	9007199254740992
