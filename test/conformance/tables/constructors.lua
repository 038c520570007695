-- §3.4.9: positional, named and computed fields, in any order
local t = { 1, 2, x = "x", [10] = "ten", 3, ["a b"] = true, [1.5] = "f"; 4 }
print(#t, t[1], t[2], t[3], t[4], t.x, t[10], t["a b"], t[1.5]) -- expect: 4	1	2	3	4	x	ten	true	f
local function f() return 1, 2, 3 end
local u = { f(), f() }
print(#u, u[4]) -- expect: 4	3
local v = { f(), n = 1, (f()) }
print(#v, v.n) -- expect: 2	1
print(#{ f(), nil }, #{ nil }, #{ (f()) }, next({}), #{ n = 1 }) -- expect: 1	0	1	nil	0
print(({ [1] = "a", "b" })[1], ({ x = 1, x = 2 }).x) -- expect: b	2
local nested = { { 1, { 2 } }, a = { b = { c = "deep" } } }
print(nested[1][2][1], nested.a.b.c) -- expect: 2	deep
print(#{ 1, 2, 3, }, #{ 1; 2; 3; }) -- expect: 3	3
