-- quotients and remainders by powers of two, and products beyond 32 bits
local function quotients(a) return a // 1, a // 2, a // 8, a // 1024, a // 1073741824 end
local function remainders(a) return a % 1, a % 2, a % 8, a % 1024, a % 1073741824 end
for i = -300, 300 do quotients(i) remainders(i) end
print(quotients(1000003)) -- expect: 1000003	500001	125000	976	0
print(quotients(-1000003)) -- expect: -1000003	-500002	-125001	-977	-1
print(remainders(1000003)) -- expect: 0	1	3	579	1000003
print(remainders(-1000003)) -- expect: 0	1	5	445	1072741821
print(quotients(math.mininteger)) -- expect: -9223372036854775808	-4611686018427387904	-1152921504606846976	-9007199254740992	-8589934592
print(remainders(math.maxinteger)) -- expect: 0	1	7	1023	1073741823
print(quotients(-7.5)) -- expect: -8.0	-4.0	-1.0	-1.0	-1.0
print(remainders(-7.5)) -- expect: 0.5	0.5	0.5	1016.5	1073741816.5
print(quotients(0)) -- expect: 0	0	0	0	0
print(1 // (0 % 8 == 0 and 1 or 0), math.type(0 % 8), math.type(-8 // 8)) -- expect: 1	integer	integer
local function times(a, b) return a * b end
for i = -300, 300 do times(i, 3) end
print(times(2147483647, 2147483647), times(-2147483648, 2147483647), times(94906267, 94906267)) -- expect: 4611686014132420609	-4611686016279904256	9007199515875289
print(times(0, -5), math.type(times(0, -5)), 1 / times(0, -5)) -- expect: 0	integer	inf
print(times(0.0, -5), times(-3, 0), times(2.5, 2), times(3037000500, 3037000500)) -- expect: -0.0	0	5.0	-9223372036709301616
