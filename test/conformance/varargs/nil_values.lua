-- nils among the varargs are counted
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil), count(1, nil, nil)) -- expect: 0	1	2	3
local function pass(...) return ... end
print(count(pass(nil, nil)), count(pass()), count((pass()))) -- expect: 2	0	1
print(pass(nil, 2, nil)) -- expect: nil	2	nil
local t = table.pack(pass(nil, nil, 3, nil))
print(t.n, t[3], t[4]) -- expect: 4	3	nil
print(table.unpack(t, 1, t.n)) -- expect: nil	nil	3	nil
local function head(a, ...) return a, select("#", ...) end
print(head(), head(1), head(1, nil)) -- expect: nil	1	1	1
