-- §3.4.1: the arithmetic operators on locals, constants and upvalues
local a, b = 7, 2
print(a + b, a - b, a * b, a / b, a // b, a % b, a ^ b, -a) -- expect: 9	5	14	3.5	3	1	49.0	-7
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a) -- expect: 8	8	6	-6	14	14	3.5	0.28571428571429
local function up() return a + b, a - b, a * b, a / b, a // b, a % b end
print(up()) -- expect: 9	5	14	3.5	3	1
local x, y = 7.5, -2
print(x + y, x - y, x * y, x / y, x // y, x % y, -x) -- expect: 5.5	9.5	-15.0	-3.75	-4.0	-0.5	-7.5
local t = { n = 1 }
t.n = t.n + 1; t.n = t.n * 10; t.n = t.n - 0.5
print(t.n) -- expect: 19.5
