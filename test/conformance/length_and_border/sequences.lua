-- §3.4.7: # of sequences made in different ways
print(#{ 1, 2, 3 }, #{ [1] = 1, [2] = 2, [3] = 3 }, #{ n = 3 }) -- expect: 3	3	0
local t = {}
for i = 1, 10 do t[i] = i * i end
print(#t) -- expect: 10
t[#t] = nil; t[#t] = nil
print(#t) -- expect: 8
table.insert(t, "x"); table.insert(t, 1, "first")
print(#t, t[1], t[#t]) -- expect: 10	first	x
table.remove(t); table.remove(t, 1)
print(#t) -- expect: 8
local u = {}
for i = 1, 100 do u[#u + 1] = i end
for _ = 1, 100 do u[#u] = nil end
print(#u) -- expect: 0
for i = 1000, 1, -1 do u[i] = true end
print(#u) -- expect: 1000
