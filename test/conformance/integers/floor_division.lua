-- §3.4.1: // rounds toward minus infinity
print(7 // 2, -7 // 2, 7 // -2, -7 // -2) -- expect: 3	-4	-4	3
print(6 // 3, -6 // 3, 0 // 5, 0 // -5) -- expect: 2	-2	0	0
print(math.mininteger // -1, math.mininteger // 1, math.maxinteger // -1)
-- expect: -9223372036854775808	-9223372036854775808	-9223372036854775807
print(math.mininteger // 3, math.maxinteger // 10) -- expect: -3074457345618258603	922337203685477580
print(7 // 2.0, -7 // 2.0, 7.5 // 2, -0.0 // 1) -- expect: 3.0	-4.0	3.0	-0.0
print(1 // 0.0, -1 // 0.0, 1 // math.huge, -1 // math.huge) -- expect: inf	-inf	0.0	-0.0
