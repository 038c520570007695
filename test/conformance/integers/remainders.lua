-- Remainders of integers beyond 32 bits, by divisors of all sizes and signs
local function mod(a, b) return a % b end
local values = { 0, 1, -1, 7, -7, 2^31 | 0, -(2^31 | 0), 2^32 + 5 | 0, 10^12 | 0, -(10^12 | 0), 2^51 | 0, 2^51 - 1 | 0,
  -(2^51 | 0), 2^53 | 0, 2^53 - 1 | 0, -(2^53 | 0) + 1, math.maxinteger, math.mininteger }
local divisors = { 1, 2, 3, 7, 10, 16807, 2^31 - 1 | 0, 2^31 | 0, 2^33 + 9 | 0, 10^13 | 0, -1, -3, -10, -(2^31 | 0) }
local function check(a, b)
  -- the remainder by another way: q * b + r == a, and r has the sign of b
  local q = a // b
  return a - q * b
end
local wrong = 0
for _ = 1, 200 do
  for _, a in ipairs(values) do
    for _, b in ipairs(divisors) do
      if mod(a, b) ~= check(a, b) then wrong = wrong + 1 end
    end
  end
end
print(wrong)
local function literal(a) return a % 10, a % 2147483647, a % 2147483648, a % 10000000000, a % 16, a % -7 end
for _ = 1, 200 do literal(5) literal(10^12 | 0) end
print(literal(10^12 + 7 | 0))
print(literal(-(10^12 + 7 | 0)))
print(literal(4611686018427387904))
print(literal(2^40))
print(literal(10.5))
print(literal(-0.0))
local seed, sum = 11, 0
for i = 1, 3000 do
  seed = seed * 16807 % 2147483647
  sum = sum + seed
end
print(seed, sum)
local x = 1
for i = 1, 3000 do x = x * x * 3 % 1000003 + i end
print(x)
-- expect: 0
-- expect: 7	1420104152	1420103687	7	7	-6
-- expect: 3	727379495	727379961	9999999993	9	-1
-- expect: 4	1	0	8427387904	0	-3
-- expect: 6.0	512.0	0.0	9511627776.0	0.0	-5.0
-- expect: 0.5	10.5	10.5	10.5	10.5	-3.5
-- expect: -0.0	-0.0	-0.0	-0.0	-0.0	-0.0
-- expect: 1023800917	3202816688146
-- expect: 423638
