-- §6.6: table.sort with a function
local people = { { "Ann", 30 }, { "Bob", 25 }, { "Cid", 35 }, { "Dan", 25 } }
table.sort(people, function(a, b) if a[2] ~= b[2] then return a[2] < b[2] end return a[1] < b[1] end)
for _, p in ipairs(people) do io.write(p[1], ":", p[2], " ") end
print() -- expect: Bob:25 Dan:25 Ann:30 Cid:35
local t = { 3, 1, 4, 1, 5, 9, 2, 6, 5, 3 }
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, " ")) -- expect: 9 6 5 5 4 3 3 2 1 1
local words = { "banana", "kiwi", "apple", "fig" }
table.sort(words, function(a, b) return #a < #b or #a == #b and a < b end)
print(table.concat(words, " ")) -- expect: fig kiwi apple banana
print(select("#", table.sort({})), pcall(table.sort, {}, 5)) -- expect: 0	true
print(pcall(table.sort, { 1, 2, 3 }, function() error("in comparator", 0) end)) -- expect: false	in comparator
local calls = 0
table.sort({ 1, 2, 3, 4, 5 }, function(a, b) calls = calls + 1; return a < b end)
print(calls > 3, calls < 30) -- expect: true	true
