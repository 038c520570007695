-- chains of fields and calls on both sides
local t = { a = { b = {} } }
t.a.b.c = 1
t.a["b"].d = 2
t["a"].b[1] = 3
print(t.a.b.c, t.a.b.d, t.a.b[1]) -- expect: 1	2	3
local function get() return t end
get().a.b.c = 10
print(t.a.b.c) -- expect: 10
local calls = 0
local function index() calls = calls + 1; return calls end
t[index()], t[index()] = "one", "two"
print(t[1], t[2], calls) -- expect: one	two	2
t.x, t.x = 1, 1
print(t.x) -- expect: 1
print(("x"):rep(3):len(), ({ 1, 2, 3 })[2], (function() return 7 end)()) -- expect: 3	2	7
