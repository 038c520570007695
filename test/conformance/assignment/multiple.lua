-- §3.3.3: the list is adjusted, expressions are evaluated first
local a, b, c = 1, 2
print(a, b, c) -- expect: 1	2	nil
a, b = b, a
print(a, b) -- expect: 2	1
local function three() return 1, 2, 3 end
local x, y, z, w = 0, three()
print(x, y, z, w) -- expect: 0	1	2	3
x, y = three(), 10
print(x, y) -- expect: 1	10
x, y, z = (three())
print(x, y, z) -- expect: 1	nil	nil
local t = {}
t.a, t.b, t[1] = three()
print(t.a, t.b, t[1]) -- expect: 1	2	3
local n = three(), 5
print(n) -- expect: 1
