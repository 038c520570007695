-- luajit: no
-- 64-bit integers: //, %, gcd, modular power, digit sums
local function gcd(a, b)
  while b ~= 0 do a, b = b, a % b end
  return a
end

local function power(base, exponent, modulus)
  local result = 1
  base = base % modulus
  while exponent > 0 do
    if exponent % 2 == 1 then result = result * base % modulus end
    base = base * base % modulus
    exponent = exponent // 2
  end
  return result
end

local sum = 0
for i = 1, 800000 do
  sum = sum + gcd(i * 12, 5040 + i) + power(i, 65537, 1000003)
  local n = i
  while n > 0 do
    sum = sum + n % 10
    n = n // 10
  end
end
print(sum)
