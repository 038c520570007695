-- §6.7: floor, ceil, tointeger, modf, fmod
print(math.floor(3.7), math.floor(-3.7), math.floor(5), math.floor(-0.0), math.floor(1e100))
-- expect: 3	-4	5	0	1e+100
print(math.ceil(3.2), math.ceil(-3.2), math.ceil(5), math.ceil(-0.5), math.ceil(2^53))
-- expect: 4	-3	5	0	9007199254740992
print(math.type(math.floor(3.7)), math.type(math.floor(1e100)), math.floor(2^62), math.floor(2^63))
-- expect: integer	float	4611686018427387904	9.2233720368548e+18
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger("x"), math.tointeger(2^63))
-- expect: 3	nil	8	nil	nil
print(math.tointeger({}), math.tointeger(7), math.tointeger(-0.0)) -- expect: nil	7	0
print(math.modf(3.7), math.modf(-3.7), math.modf(5), math.modf(1/0), math.modf(-1/0))
-- expect: 3	-3	5	inf	-inf	0.0
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(7.5, 2), math.fmod(math.mininteger, -1))
-- expect: 1	-1	1	1.5	0
print(math.floor("3.7"), math.ceil("2"), pcall(math.floor, {}))
-- expect: 3	2	false	bad argument #1 to 'math.floor' (number expected, got table)
print(math.floor(-1/0), math.ceil(1/0), pcall(math.fmod, 1))
-- expect: -inf	inf	false	bad argument #2 to 'math.fmod' (number expected, got no value)
