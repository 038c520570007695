-- §3.3.7: a <const> variable cannot be assigned
local a <const>, b = 1, 2
b = b + a
print(a, b) -- expect: 1	3
local t <const> = { 1 }
t[1] = 2
print(t[1]) -- expect: 2
print(load("local x <const> = 1; x = 2", "=c")) -- expect: nil	c:1: attempt to assign to const variable 'x'
print(load("local x <const> = 1; local function f() x = 2 end", "=c"))
-- expect: nil	c:1: attempt to assign to const variable 'x'
print(load("local x <close> = nil; x = 2", "=c")) -- expect: nil	c:1: attempt to assign to const variable 'x'
print(load("local x <const> = 1; local x = 2; x = 3; return x", "=c")()) -- expect: 3
local K <const> = 10
local function f() return K * 2 end
print(f(), K .. "") -- expect: 20	10
