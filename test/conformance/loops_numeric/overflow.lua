-- §3.3.5: an integer loop never wraps around
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
print(n) -- expect: 3
n = 0
for i = math.mininteger + 1, math.mininteger, -1 do n = n + 1 end
print(n) -- expect: 2
for i = math.maxinteger - 1, math.huge do io.write(i, " ") end
print() -- expect: 9223372036854775806 9223372036854775807
for i = math.mininteger, math.mininteger + 2, 2 do io.write(i, " ") end
print() -- expect: -9223372036854775808 -9223372036854775806
for i = 1, math.huge, math.maxinteger do io.write(i, " ") end
print() -- expect: 1
for i = 3, -math.huge, math.mininteger do io.write(i, " ") end
print() -- expect: 3 -9223372036854775805
for i = math.maxinteger, math.maxinteger + 1.0 do io.write(i, " ") end
print() -- expect: 9223372036854775807
