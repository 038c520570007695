-- more items than one batch of the compiler
local items = {}
for i = 1, 500 do items[i] = tostring(i) end
local t = load("return {" .. table.concat(items, ",") .. ", ...}")("x", "y")
print(#t, t[1], t[50], t[51], t[500], t[501], t[502]) -- expect: 502	1	50	51	500	x	y
for i = 1, 300 do items[i] = ("k%d=%d"):format(i, i) end
local u = load("return {" .. table.concat(items, ",", 1, 300) .. "}")()
local n = 0
for _ in pairs(u) do n = n + 1 end
print(n, u.k1, u.k150, u.k300) -- expect: 300	1	150	300
local mixed = load("return {10, a=1, 20, b=2, [3]='c', 30}")()
print(mixed[1], mixed[2], mixed[3], mixed.a, mixed.b) -- expect: 10	20	30	1	2
