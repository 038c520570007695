-- §6.1: pairs visits every field once
local t = { 10, 20, 30, a = 1, b = 2, c = 3, [1.5] = "f", [true] = "t" }
local keys = {}
for k, v in pairs(t) do keys[#keys + 1] = tostring(k) .. "=" .. tostring(v) end
table.sort(keys)
print(table.concat(keys, " ")) -- expect: 1.5=f 1=10 2=20 3=30 a=1 b=2 c=3 true=t
local n, sum = 0, 0
for k, v in next, { 5, 6, 7 } do n, sum = n + k, sum + v end
print(n, sum) -- expect: 6	18
print(next({}), next({ "x" }), next({ "x" }, 1)) -- expect: nil	1	nil
print(rawequal(pairs(t), next), select(2, pairs(t)) == t, select(3, pairs(t))) -- expect: true	true	nil
print(pcall(next, {}, 1)) -- expect: false	invalid key to 'next'
print(pcall(pairs)) -- expect: false	bad argument #1 to 'pairs' (value expected)
print(select(2, pairs(nil)), rawequal(pairs(nil), next)) -- expect: nil	true
