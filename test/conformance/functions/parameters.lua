-- §3.4.11: missing arguments are nil, extra ones are dropped
local function f(a, b, c) return a, b, c end
print(f()) -- expect: nil	nil	nil
print(f(1)) -- expect: 1	nil	nil
print(f(1, 2, 3, 4)) -- expect: 1	2	3
print((f(1, 2, 3))) -- expect: 1
local function none() end
print(none(1, 2), (none())) -- expect: nil	nil
print(select("#", none()), select("#", (none()))) -- expect: 0	1
local function modify(a) a = a .. "!"; return a end
local s = "x"
print(modify(s), s) -- expect: x!	x
local function tables(t) t.x = 1 end
local t = {}
tables(t)
print(t.x) -- expect: 1
