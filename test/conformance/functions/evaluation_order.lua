-- arguments and table fields are evaluated left to right
local log = {}
local function v(x) log[#log + 1] = tostring(x); return x end
local function take(...) return select("#", ...) end
take(v(1), v(2), v(3))
local t = { v("a"), [v("k")] = v("b"), v("c") }
local r = v(10) + v(20) * v(30)
local s = v("x") .. v("y") .. v("z")
local o = { m = function(_, a) return a end }
local u = (v(o) and o):m(v("arg"))
log[12 + 1] = log[13] and "o"
for i = 1, #log do if log[i]:find("table") then log[i] = "o" end end
print(table.concat(log, " ")) -- expect: 1 2 3 a k b c 10 20 30 x y o o arg
print(r, s, u, t.k, #t) -- expect: 610	xyz	arg	b	2
local w = v(1) < v(2) and v(3) > v(4)
print(w, log[#log - 1], log[#log]) -- expect: false	3	4
