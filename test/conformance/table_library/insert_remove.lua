-- §6.6: table.insert and table.remove
local t = { 1, 2, 3 }
table.insert(t, 4)
table.insert(t, 1, 0)
table.insert(t, 3, "m")
table.insert(t, #t + 1, "end")
print(table.concat(t, " ")) -- expect: 0 1 m 2 3 4 end
print(table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, " "))
-- expect: end	0	m	1 2 3 4
print(table.remove({}), table.remove({}, 0), #t, table.remove(t, #t + 1)) -- expect: nil	nil	4	nil
print(select("#", table.remove({})), select("#", table.insert({}, 1))) -- expect: 1	0
local stack = {}
for i = 1, 5 do table.insert(stack, i) end
while #stack > 0 do io.write(table.remove(stack), " ") end
print() -- expect: 5 4 3 2 1
print(pcall(table.insert, { 1 }, 3, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print(pcall(table.insert, { 1 }, 0, "x"))
-- expect: false	bad argument #2 to 'table.insert' (position out of bounds)
print((pcall(table.remove, { 1, 2 }, 4))) -- expect: false
print(pcall(table.insert, { 1 })) -- expect: false	wrong number of arguments to 'insert'
print(pcall(table.insert, { 1 }, "x", 2))
-- expect: false	bad argument #2 to 'table.insert' (number expected, got string)
local z = { [0] = "zero" }
print(table.remove(z, 0), z[0]) -- expect: zero	nil
