-- §6.7: max, min, abs, ult
print(math.max(1, 5, 3), math.min(1, 5, 3), math.max(1), math.max(1.5, 2), math.max(2, 1.5))
-- expect: 5	1	1	2	2
print(math.max(1, 1.0), math.max(1.0, 1), math.min(1, 1.0), math.min(-0.0, 0.0)) -- expect: 1	1.0	1	-0.0
print(math.max(math.maxinteger, math.huge), math.min(math.mininteger, -math.huge)) -- expect: inf	-inf
print(math.abs(-5), math.abs(5), math.abs(-1.5), math.abs(math.mininteger), math.abs(-0.0))
-- expect: 5	5	1.5	-9223372036854775808	0.0
print(math.ult(1, 2), math.ult(-1, 1), math.ult(1, -1), math.ult(0, 0)) -- expect: true	false	true	false
print(pcall(math.max)) -- expect: false	bad argument #1 to 'math.max' (value expected)
print(pcall(math.min, 1, "x")) -- expect: false	attempt to compare string with number
print(pcall(math.max, "10", 9)) -- expect: false	attempt to compare string with number
print(math.abs("-3"), math.max("10", "9"), math.min(1, 2.5, -3)) -- expect: 3.0	9	-3
print(pcall(math.ult, 1.5, 2))
-- expect: false	bad argument #1 to 'math.ult' (number has no integer representation)
