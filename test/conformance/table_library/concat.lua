-- §6.6: table.concat
print(table.concat({}), table.concat({ 1, 2, 3 }), table.concat({ "a", "b" }, ", ")) -- expect: 	123	a, b
print(table.concat({ 1, 2, 3, 4 }, "-", 2), table.concat({ 1, 2, 3, 4 }, "-", 2, 3), table.concat({ 1 }, "x", 2))
-- expect: 2-3-4	2-3
print(table.concat({ 1.5, 2, "x" }, " "), table.concat({ "a" }, "sep"), table.concat({ 1, 2 }, 0))
-- expect: 1.5 2 x	a	102
print(table.concat({ [5] = "five", [6] = "six" }, ",", 5, 6)) -- expect: five,six
print(pcall(table.concat, { 1, {}, 3 }))
-- expect: false	invalid value (table) at index 2 in table for 'concat'
print(pcall(table.concat, { 1, 2 }, ",", 1, 3))
-- expect: false	invalid value (nil) at index 3 in table for 'concat'
print(pcall(table.concat, { true })) -- expect: false	invalid value (boolean) at index 1 in table for 'concat'
print(pcall(table.concat, 5)) -- expect: false	bad argument #1 to 'table.concat' (table expected, got number)
local proxy = setmetatable({}, { __index = function(_, i) return "v" .. i end, __len = function() return 3 end })
print(table.concat(proxy, " ")) -- expect: v1 v2 v3
local big = {}
for i = 1, 3000 do big[i] = i end
print(#table.concat(big), #table.concat(big, ", ")) -- expect: 10893	16891
-- an end before the start, also far before it
print(table.concat({ "a", "b" }, ",", 1, -1) == "", table.concat({ "a" }, ",", 1, 0) == "") -- expect: true	true
print(table.concat({ "a", "b" }, ",", 2, -1) == "", table.concat({}, ",", 1, -5) == "") -- expect: true	true
