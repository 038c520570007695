-- debug.upvalueid and upvaluejoin see which variables are shared
local x, y = 1, 2
local function f() return x end
local function g() return x, y end
local function h() return y end
print(debug.upvalueid(f, 1) == debug.upvalueid(g, 1)) -- expect: true
print(debug.upvalueid(g, 2) == debug.upvalueid(h, 1), debug.upvalueid(f, 1) == debug.upvalueid(h, 1))
-- expect: true	false
print(debug.getupvalue(f, 1)) -- expect: x	1
print(debug.setupvalue(h, 1, "set"), y, h(), g()) -- expect: y	set	set	1	set
local function counter() local n = 0; return function() n = n + 1; return n end end
local a, b = counter(), counter()
a(); a()
debug.upvaluejoin(b, 1, a, 1)
print(b(), a(), b()) -- expect: 3	4	5
print(debug.getupvalue(a, 2), pcall(debug.upvaluejoin, a, 9, b, 1))
-- expect: nil	false	bad argument #2 to 'debug.upvaluejoin' (invalid upvalue index)
