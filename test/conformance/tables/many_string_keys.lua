-- thousands of computed keys, written, changed and removed
local t = {}
for i = 1, 5000 do t["key" .. i] = i end
for i = 1, 5000, 2 do t["key" .. i] = nil end
local n, sum = 0, 0
for k, v in pairs(t) do n, sum = n + 1, sum + v; assert(k == "key" .. v) end
print(n, sum, t.key1, t.key2, t.key5000) -- expect: 2500	6252500	nil	2	5000
for i = 1, 5000, 2 do t["key" .. i] = -i end
n = 0
for _ in pairs(t) do n = n + 1 end
print(n, t.key1, t.key4999) -- expect: 5000	-1	-4999
local names = { "constructor", "__proto__", "toString", "hasOwnProperty", "length", "valueOf", "prototype" }
for i, name in ipairs(names) do print(name, t[name], (function() t[name] = i; return t[name] end)()) end
-- expect: constructor	nil	1
-- expect: __proto__	nil	2
-- expect: toString	nil	3
-- expect: hasOwnProperty	nil	4
-- expect: length	nil	5
-- expect: valueOf	nil	6
-- expect: prototype	nil	7
