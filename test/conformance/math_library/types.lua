-- §6.7: math.type and the constants
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), math.type({}))
-- expect: integer	float	nil	nil	nil
print(pcall(math.type)) -- expect: false	bad argument #1 to 'math.type' (value expected)
print(math.maxinteger, math.mininteger, math.pi)
-- expect: 9223372036854775807	-9223372036854775808	3.1415926535898
print(math.maxinteger // -1 == math.mininteger + 1, math.mininteger == math.maxinteger + 1)
-- expect: true	true
print(1e308 * 10 == math.huge, math.huge // 1, -math.huge // 1, math.huge % 2 ~= math.huge % 2)
-- expect: true	inf	-inf	true
print(math.tointeger("0x10"), math.tointeger(" 5 "), math.tointeger("5.0")) -- expect: 16	5	5
print(5 // 1 | 0, 5.0 // 1 | 0, 7 // 2.0) -- expect: 5	5	3.0
