-- arrays that grow, shrink and get holes filled in any order
local t = {}
for i = 10, 1, -1 do t[i] = i end
print(#t, t[1], t[10]) -- expect: 10	1	10
t[#t + 1] = 11
t[#t + 1] = 12
print(#t) -- expect: 12
t[#t] = nil
print(#t) -- expect: 11
for i = 1, 11 do t[i] = nil end
print(#t, next(t)) -- expect: 0	nil
t.x, t.y, t.z = 1, 2, 3
t.y = nil
print(t.x, t.y, t.z) -- expect: 1	nil	3
t[0], t[-1] = "zero", "minus"
print(#t, t[0], t[-1]) -- expect: 0	zero	minus
for i = 1, 3 do t[i * 1.0] = i end
print(#t) -- expect: 3
