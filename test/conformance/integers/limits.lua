-- the ends of the integer range, as numerals and as results
print(math.maxinteger, math.mininteger) -- expect: 9223372036854775807	-9223372036854775808
print(-9223372036854775808, math.type(-9223372036854775808)) -- expect: -9.2233720368548e+18	float
print(9223372036854775807 + 0, -9223372036854775807 - 1) -- expect: 9223372036854775807	-9223372036854775808
print(math.maxinteger // 1 | 0, math.maxinteger + 0.0) -- expect: 9223372036854775807	9.2233720368548e+18
print(math.mininteger + 0.0, math.maxinteger + 1.0) -- expect: -9.2233720368548e+18	9.2233720368548e+18
print(tostring(math.mininteger), -math.maxinteger) -- expect: -9223372036854775808	-9223372036854775807
print(math.abs(math.mininteger), math.ult(1, -1)) -- expect: -9223372036854775808	true
print(2^63, math.tointeger(2^62), math.tointeger(2^63)) -- expect: 9.2233720368548e+18	4611686018427387904	nil
