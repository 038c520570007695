-- §3.4.1: integer arithmetic wraps around modulo 2^64
local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, min - 1 == max, -min == min) -- expect: true	true	true
print(max * 2, min * 2, max * max, min * min, min * -1) -- expect: -2	0	1	0	-9223372036854775808
print(max + 1, min - 1) -- expect: -9223372036854775808	9223372036854775807
print(0x7fffffff * 0x7fffffff, 4294967296 * 4294967296) -- expect: 4611686014132420609	0
print(123456789012 * 987654321098) -- expect: -347190634250006584
print(-9007199254740993 - 1, 9007199254740991 + 2) -- expect: -9007199254740994	9007199254740993
print(1 << 62, (1 << 62) * 3) -- expect: 4611686018427387904	-4611686018427387904
local sum = 0
for i = 1, 100 do sum = sum * 31 + i end
print(sum) -- expect: -5745203550453931406
