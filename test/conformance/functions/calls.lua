-- §3.4.10: call syntax: strings, tables, methods, chains
local function show(x) return type(x) == "table" and #x or x end
print(show"str", show[[long]], show{ 1, 2 }, show(3)) -- expect: str	long	2	3
local o = { n = 1 }
function o:add(k) self.n = self.n + k; return self end
function o.static(k) return k end
print(o:add(1):add(2).n, o.add(o, 1).n, o.static(7), o:static() == o) -- expect: 4	5	7	true
local t = { f = { g = function(...) return select("#", ...) end } }
function t.f.h(x) return x * 2 end
function t.f:m(x) return self == t.f, x end
print(t.f.g(1, nil), t.f.h(4), t.f:m(1)) -- expect: 2	8	true	1
print(("%s-%s"):format("a", "b"), #("x"):rep(4), ("x").rep("y", 2)) -- expect: a-b	4	yy
print((function(...) return ... end)(1, 2)) -- expect: 1	2
