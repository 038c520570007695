-- §3.4.2: bitwise operators work on 64-bit integers
print(5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << 4, 256 >> 4) -- expect: 1	7	6	-6	16	16
print(~0, ~0 >> 1, -1 >> 63, -1 << 63, 1 << 63, 1 << 64, 1 >> 64)
-- expect: -1	9223372036854775807	1	-9223372036854775808	-9223372036854775808	0	0
print(1 << -1, 16 >> -2, 1 << -64, -1 >> 1, 3 << 62)
-- expect: 0	64	0	9223372036854775807	-4611686018427387904
print(0xff00 & 0x0ff0, 0xf0f0f0f0f0f0f0f0 ~ -1, 0x7fffffffffffffff | math.mininteger)
-- expect: 3840	1085102592571150095	-1
print(0xdeadbeef << 32, 0xdeadbeefcafe >> 16, (0xdeadbeef << 32) >> 32)
-- expect: -2401053092612145152	3735928559	3735928559
print(1 << 31, 1 << 32, 1 << 53, (1 << 53) | 1, -1 & 0xffffffff)
-- expect: 2147483648	4294967296	9007199254740992	9007199254740993	4294967295
print(2.0 << 1, 3 & 1.0, ~ ~7, - ~7) -- expect: 4	1	7	8
-- float literals beyond 2^53 among nested operators
print((7 ~ 2) & 1e16, 1e16 & (7 ~ 2), (7 ~ 2) & (1e16 ~ 1), (7 ~ 3) & -1e16, pcall(function() return (7 ~ 2) & 1e300 end))
-- expect: 0	0	1	0	false	bitwise.lua:15: number has no integer representation
print(pcall(function() return (1e16):find() end))
-- expect: false	bitwise.lua:17: attempt to index a number value
