-- §3.4.1: float % floors, too
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2) -- expect: 1.5	0.5	-0.5	-1.5
print(5 % 2.5, -5 % 2.5, 0.5 % 1, -0.5 % 1) -- expect: 0.0	-0.0	0.5	0.5
print(1e15 % 7, -1e15 % 7, 2^53 % 3) -- expect: 6.0	1.0	2.0
print(math.fmod(5.5, 2), math.fmod(-5.5, 2), math.fmod(5.5, -2)) -- expect: 1.5	-1.5	1.5
print(math.fmod(-6, 4), math.fmod(6, -4), -6 % 4) -- expect: -2	2	2
print(3.7 // 1, -3.7 // 1, 3.7 // -1) -- expect: 3.0	-4.0	-4.0
