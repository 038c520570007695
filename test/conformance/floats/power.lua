-- §3.4.1: ^ always works on floats
print(2^10, 2^-1, 2^0, 0^0, (-2)^3, (-2)^0.5 ~= (-2)^0.5) -- expect: 1024.0	0.5	1.0	1.0	-8.0	true
print(-2^2, 2^3^2, 4^0.5, 27^(1/3)) -- expect: -4.0	512.0	2.0	3.0
print(10^2, 10^15, 10^16, 1e200^2) -- expect: 100.0	1e+15	1e+16	inf
print(math.type(2^2), 2^63 == math.maxinteger + 1.0) -- expect: float	true
print("2"^"3", "0x10"^2) -- expect: 8.0	256.0
