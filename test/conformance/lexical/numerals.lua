-- §3.1: decimal and hexadecimal numerals
print(3, 345, 0xff, 0xBEBADA, 007) -- expect: 3	345	255	12499674	7
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1) -- expect: 3.0	3.1416	3.1416	3.1416	340.0
print(.5, 5., 3e0, 1e+2, 1E-2) -- expect: 0.5	5.0	3.0	100.0	0.01
print(0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1) -- expect: 0.1171875	162.1875	3.1415926535898
print(0x.8p1, 0x8.p1, 0x1p4, 0xap-1) -- expect: 1.0	16.0	16.0	5.0
print(9223372036854775807, 9223372036854775808) -- expect: 9223372036854775807	9.2233720368548e+18
print(0xffffffffffffffff, 0x7fffffffffffffff, 0x1ffffffffffffffff) -- expect: -1	9223372036854775807	-1
print(0x10000000000000000, 1e308 * 10, 1e400) -- expect: 0	inf	inf
print(math.type(0x10), math.type(1e2), math.type(0x1p0), math.type(9223372036854775808))
-- expect: integer	float	float	float
