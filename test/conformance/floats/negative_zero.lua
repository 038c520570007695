-- -0.0 equals 0 but keeps its sign through arithmetic
print(-0.0, 0.0, 0.0 == -0.0, 1/-0.0, 1/0.0) -- expect: -0.0	0.0	true	-inf	inf
print(-(0.0), 0.0 * -1, -0.0 + 0, -0.0 + -0.0, 0 - 0.0) -- expect: -0.0	-0.0	0.0	-0.0	0.0
print(0 * -1, -0, 0 * -1.0, 0 / -5) -- expect: 0	0	-0.0	-0.0
local z = -0.0
print(z, -z, z * 1, z + 0.0, z // 1, z % 5) -- expect: -0.0	0.0	-0.0	0.0	-0.0	-0.0
print(math.max(-0.0, 0.0), string.format("%g %.1f %d", z, z, z)) -- expect: -0.0	-0 -0.0 0
print(tostring(-0.0), -0.0 == 0, (-0.0) ^ 1) -- expect: -0.0	true	-0.0
