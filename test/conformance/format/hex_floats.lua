-- §6.4: %a writes hexadecimal floats
print(string.format("%a %a %a", 1, 0.5, -2.75)) -- expect: 0x1p+0 0x1p-1 -0x1.6p+1
print(string.format("%A", 10.625), string.format("%.1a %.3a", 1.5, 1 / 3))
-- expect: 0X1.54P+3	0x1.8p+0 0x1.555p-2
print(string.format("%a %a", 0.0, -0.0), string.format("%a", 1/0)) -- expect: 0x0p+0 -0x0p+0	inf
print(string.format("%20a|%-20a|", 1.5, 1.5)) -- expect:             0x1.8p+0|0x1.8p+0            |
print(tonumber("0x1.8p1"), tonumber("0x.1p4"), 0x1.999999999999ap-4) -- expect: 3.0	1.0	0.1
