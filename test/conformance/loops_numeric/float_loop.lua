-- a loop of floats counts by adding, and ends at the limit
for x = 0.0, 0.5, 0.125 do io.write(x, " ") end
print() -- expect: 0 0.125 0.25 0.375 0.5
for x = 1, 0, -0.25 do io.write(x, " ") end
print() -- expect: 1 0.75 0.5 0.25 0
for x = 1.5, 3 do io.write(x, " ") end
print() -- expect: 1.5 2.5
local n = 0
for _ = 0, 1, 0.1 do n = n + 1 end
print(n) -- expect: 11
for i = 1, 2.9 do io.write(i, " ") end
print(math.type(1)) -- expect: 1 2 integer
for i = 1, 3, 1.0 do io.write(math.type(i), " ") end
print() -- expect: float float float
