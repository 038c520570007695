-- §6.1: fields may be changed and cleared during a traversal
local t = {}
for i = 1, 50 do t[i], t["k" .. i] = i, i end
local n = 0
for k in pairs(t) do t[k] = nil; n = n + 1 end
print(n, next(t)) -- expect: 100	nil
for i = 1, 20 do t["k" .. i] = i end
local sum = 0
for k, v in pairs(t) do t[k] = v * 2; sum = sum + v end
print(sum, t.k1, t.k20) -- expect: 210	2	40
n = 0
for k, v in pairs(t) do if v % 4 == 0 then t[k] = nil; n = n + 1 end end
print(n, t.k1, t.k2) -- expect: 10	2	nil
for i = 1, 20 do t["k" .. i] = nil end
print(next(t)) -- expect: nil
t.again = 1
print(next(t)) -- expect: again	1
