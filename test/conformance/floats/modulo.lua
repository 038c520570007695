-- §3.4.1: float % floors, too
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2) -- expect: 1.5	0.5	-0.5	-1.5
print(5 % 2.5, -5 % 2.5, 0.5 % 1, -0.5 % 1) -- expect: 0.0	-0.0	0.5	0.5
print(1e15 % 7, -1e15 % 7, 2^53 % 3) -- expect: 6.0	1.0	2.0
print(math.fmod(5.5, 2), math.fmod(-5.5, 2), math.fmod(5.5, -2)) -- expect: 1.5	-1.5	1.5
print(math.fmod(-6, 4), math.fmod(6, -4), -6 % 4) -- expect: -2	2	2
print(3.7 // 1, -3.7 // 1, 3.7 // -1) -- expect: 3.0	-4.0	-4.0

-- the remainder is exact, and only then the divisor is added to it
print(-1e-20 % 3, 1e-20 % 3, 4503599627370495.5 % 10, -4503599627370495.5 % 10) -- expect: 3.0	1e-20	5.5	4.5
print(-6.0 % 3, 1 / (-6.0 % 3), -0.0 % 3, 0.0 % -3, 1e300 % 7, 2.5 % math.huge) -- expect: -0.0	-inf	-0.0	0.0	1.0	2.5
local seed, wrong = 1, 0
local function random()
  seed = seed * 16807 % 2147483647
  return seed
end
for _ = 1, 300 do
  local a = (random() - 1073741823) * random() / 2 ^ (random() % 62)
  local b = random() % 3 == 0 and random() / 64 or random() % 1000 + 1
  if random() % 4 == 0 then b = -b end
  local r = math.fmod(a, b)
  if r * b < 0 then r = r + b end
  if a % b ~= r then wrong = wrong + 1 end
end
print(wrong) -- expect: 0
