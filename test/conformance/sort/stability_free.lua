-- sorting records by a unique key, large and nearly sorted input
local t = {}
for i = 1, 500 do t[i] = { key = (i * 37) % 501, index = i } end
table.sort(t, function(a, b) return a.key < b.key end)
print(t[1].key, t[250].key, t[500].key) -- expect: 1	250	500
local s = {}
for i = 1, 300 do s[i] = i end
s[150], s[10] = s[10], s[150]
table.sort(s)
print(s[10], s[150], s[300]) -- expect: 10	150	300
for i = 1, 300 do s[i] = 300 - i end
table.sort(s)
print(s[1], s[300]) -- expect: 0	299
table.sort(s, function(a, b) return a > b end)
print(s[1], s[300]) -- expect: 299	0
local strs = {}
for i = 1, 100 do strs[i] = ("%03d"):format((i * 77) % 100) end
table.sort(strs)
print(strs[1], strs[50], strs[100]) -- expect: 000	049	099
