-- §6.6: table.sort with < of numbers and strings
local function show(t) table.sort(t) print(table.concat(t, " ")) end
show({ 5, 2, 8, 1, 9, 3 }) -- expect: 1 2 3 5 8 9
show({ "pear", "apple", "fig", "Banana", "10", "9" }) -- expect: 10 9 Banana apple fig pear
show({ 3, 1.5, -2, 1e10, 0, -0.5 }) -- expect: -2 -0.5 0 1.5 3 10000000000.0
show({}) -- expect:
show({ 1 }) -- expect: 1
show({ 2, 1 }) -- expect: 1 2
show({ 5, 5, 3, 5, 1, 5, 3 }) -- expect: 1 3 3 5 5 5 5
show({ math.maxinteger, math.mininteger, 0, 2^53, -2^53 })
-- expect: -9223372036854775808 -9.007199254741e+15 0 9.007199254741e+15 9223372036854775807
local t = {}
for i = 1, 200 do t[i] = (i * 7919) % 211 end
table.sort(t)
local ok = true
for i = 2, #t do ok = ok and t[i - 1] <= t[i] end
print(ok, t[1], t[100], t[200]) -- expect: true	1	105	210
print(pcall(table.sort, { 1, "x", 2 })) -- expect: false	attempt to compare string with number
print(pcall(table.sort, { {}, {} })) -- expect: false	attempt to compare two table values
