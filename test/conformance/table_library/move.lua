-- §6.6: table.move, overlapping and between tables
local function show(t, n) local r = {} for i = 1, n or #t do r[i] = tostring(t[i]) end print(table.concat(r, " ")) end
show(table.move({ 1, 2, 3, 4, 5 }, 2, 4, 1)) -- expect: 2 3 4 4 5
show(table.move({ 1, 2, 3, 4, 5 }, 1, 3, 3)) -- expect: 1 2 1 2 3
show(table.move({ 1, 2, 3 }, 1, 3, 2)) -- expect: 1 1 2 3
show(table.move({ 1, 2, 3 }, 2, 3, 1, { "a" })) -- expect: 2 3
show(table.move({ 1, 2, 3 }, 1, 0, 5)) -- expect: 1 2 3
show(table.move({ 1, 2 }, 1, 2, 4, {}), 5) -- expect: nil nil nil 1 2
local t = { 1, 2, 3 }
print(table.move(t, 1, 3, 1) == t, select("#", table.move(t, 1, 1, 1))) -- expect: true	1
local log = {}
local src = setmetatable({}, { __index = function(_, i) log[#log + 1] = "get" .. i; return i end })
local dst = setmetatable({}, { __newindex = function(d, i, v) log[#log + 1] = "set" .. i; rawset(d, i, v) end })
table.move(src, 1, 2, 3, dst)
print(table.concat(log, " "), dst[3], dst[4]) -- expect: get1 set3 get2 set4	1	2
print(pcall(table.move, {}, 1, math.maxinteger, 2))
-- expect: false	bad argument #4 to 'table.move' (destination wrap around)
print(pcall(table.move, {}, -1, math.maxinteger, 2))
-- expect: false	bad argument #3 to 'table.move' (too many elements to move)
print(pcall(table.move, {}, 1, 2))
-- expect: false	bad argument #4 to 'table.move' (number expected, got no value)
print(pcall(table.move, {}, 1, 2, 1, 5))
-- expect: false	bad argument #5 to 'table.move' (table expected, got number)
