-- which operators give integers and which give floats
print(3 + 4, 3 - 4, 3 * 4, 3 / 4, 4 / 2) -- expect: 7	-1	12	0.75	2.0
print(3 // 2, 3 % 2, 3 ^ 2, -3, - -3) -- expect: 1	1	9.0	-3	3
print(3 + 4.0, 3 - 3.0, 3 * 1.0, 3 // 1.0, 3 % 2.0) -- expect: 7.0	0.0	3.0	3.0	1.0
print(1e2, 10 // 0.3, 2^2, 10 / 5) -- expect: 100.0	33.0	4.0	2.0
print(math.type(0 * -1), 0 * -1, 0 // -1, 0 % -1) -- expect: integer	0	0	0
print(math.type(2^31 | 0), 2^31 | 0) -- expect: integer	2147483648
local i, f = 5, 5.0
print(i, f, i == f, i .. "", f .. "") -- expect: 5	5.0	true	5	5.0
