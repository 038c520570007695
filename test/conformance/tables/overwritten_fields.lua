-- a constructor that names a field twice keeps the last value, nil too
local k
local a = {x = 1, ["x"] = nil}
local b = {["v"] = {}, v = k, y = 2}
local c = {x = 1, [1] = 2, x = nil, x = 3}
local d = {x = 1, [k or "x"] = nil, [1] = 0, y = 1, y = nil}
print(a.x, next(a), b.v, b.y, c.x, d.x, d.y, d[1]) -- expect: nil	nil	nil	2	3	nil	nil	0
