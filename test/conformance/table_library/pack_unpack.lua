-- §6.6: table.pack and table.unpack
local p = table.pack(1, nil, 3, nil)
print(p.n, p[1], p[2], p[3], #table.pack() == 0, table.pack().n) -- expect: 4	1	nil	3	true	0
print(table.unpack({ 1, 2, 3 })) -- expect: 1	2	3
print(table.unpack({ 1, 2, 3 }, 2), table.unpack({ 1, 2, 3 }, 2, 3)) -- expect: 2	2	3
print(table.unpack({ 1, 2 }, 1, 4)) -- expect: 1	2	nil	nil
print(table.unpack({}, 1, 0), select("#", table.unpack({}, 1, 3)), table.unpack({ 1, 2 }, 3)) -- expect: nil	3
print(table.unpack({ [-1] = "a", [0] = "b", "c" }, -1, 1)) -- expect: a	b	c
print(pcall(table.unpack, {}, 1, 1e8)) -- expect: false	too many results to unpack
print(pcall(table.unpack, {}, math.mininteger, math.maxinteger)) -- expect: false	too many results to unpack
print(table.unpack({}, math.maxinteger, math.maxinteger - 1)) -- expect:
print(table.unpack(setmetatable({}, { __index = function(_, i) return i * 10 end }), 1, 3))
-- expect: 10	20	30
print((table.unpack({ "first", "second" })), pcall(table.unpack))
-- expect: first	false	attempt to get length of a nil value
print(table.unpack("abc", 1, 0), pcall(table.unpack, "abc")) -- expect: nil	true	nil	nil	nil
