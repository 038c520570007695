-- a NaN has a sign, which the processor sets and which is printed; here -nan stands for that of 0/0
local sign = tostring(0 / 0):match("%-?")
local function show(x)
  return (string.format("%s %.1f", x, x):gsub("%-?nan", function(s) return s == sign .. "nan" and "-nan" or "nan" end))
end
local zero, nan = 0, 0 / 0
print(show(nan), show(zero / zero), show(0.0 / zero)) -- expect: -nan -nan	-nan -nan	-nan -nan
print(show(-nan), show(-(0 / 0)), show(-(zero / zero)), show(- -nan)) -- expect: nan nan	nan nan	nan nan	-nan -nan
print(show(math.huge - math.huge), show(1 - nan), show(1 + -nan)) -- expect: -nan -nan	-nan -nan	nan nan
print(show(-nan * 2), show(2 / nan), show(nan // 1), show(-nan % 2)) -- expect: nan nan	-nan -nan	-nan -nan	nan nan
print(show(nan ^ 2), show(2 ^ -nan), nan ^ 0, 1 ^ nan) -- expect: -nan -nan	nan nan	1.0	1.0
print(show(math.abs(nan)) == show(-nan), show(math.sqrt(-1)), show(math.log(-1))) -- expect: true	-nan -nan	-nan -nan
print(show(math.fmod(1, 0.0)), show(math.floor(-nan)), show(math.max(-nan, 1))) -- expect: -nan -nan	nan nan	nan nan
local packed, negated = string.pack("<d", nan), string.pack("<d", -nan)
print(#packed, packed == negated, show((string.unpack("<d", packed))), show((string.unpack("<d", negated))))
-- expect: 8	false	-nan -nan	nan nan
local function nested(x) return (x - 0 / 0) ^ 2, x + 1 - 0 / 0, (x - 0 / 0) * 2 end
print(show((nested(50))), show((select(2, nested(1.5)))), show((select(3, nested("2"))))) -- expect: -nan -nan	-nan -nan	-nan -nan
-- powers that are no root
print((-math.huge) ^ 0.5, (-0.0) ^ 0.5, 4 ^ 0.5) -- expect: inf	0.0	2.0
