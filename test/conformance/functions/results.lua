-- §3.4.12: the last call of a list gives all its values, others one
local function two() return 1, 2 end
local function none() end
print(two(), two()) -- expect: 1	1	2
print(two(), none()) -- expect: 1
print(none(), two()) -- expect: nil	1	2
print((two()), 0) -- expect: 1	0
print(({ two(), two() })[3], #{ two(), two() }, #{ two(), (two()) }, #{ none(), none(), 1 })
-- expect: 2	3	2	3
local t = { two(), x = two(), two() }
print(#t, t.x, t[1], t[2], t[3]) -- expect: 3	1	1	1	2
local a, b, c = two()
print(a, b, c, two() + 1, -two(), two() .. "") -- expect: 1	2	nil	2	-1	1
print(math.max(two(), two()), select("#", two(), none()), (select(2, two()))) -- expect: 2	1	2
