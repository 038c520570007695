-- §6.4: %d %i %u-free %x %X %o %c with flags, width and precision
print(string.format("%d %i %5d|%-5d|%05d|%+d|% d", 42, -42, 42, 42, 42, 42, 42))
-- expect: 42 -42    42|42   |00042|+42| 42
print(string.format("%x %X %#x %#X %08x %o %#o", 255, 255, 255, 255, 255, 8, 8))
-- expect: ff FF 0xff 0XFF 000000ff 10 010
print(string.format("%.3d %.0d|%8.3d|%-8.3d|%+.2d", 5, 0, 5, 5, 5)) -- expect: 005 |     005|005     |+05
print(string.format("%x %x %d %d", -1, math.mininteger, math.mininteger, math.maxinteger))
-- expect: ffffffffffffffff 8000000000000000 -9223372036854775808 9223372036854775807
print(string.format("%c%c%c %5c|%-3c|", 76, 117, 97, 65, 66)) -- expect: Lua     A|B  |
print(string.format("%d %d %d %x", 3.0, "10", "0x10", "255")) -- expect: 3 10 16 ff
print(string.format("%5d%%", 50), string.format("%%"), string.format("%i", -0.0)) -- expect:    50%	%	0
print(#string.format("%99d", 1), string.format("%+5i|%-+5i|", 3, 3)) -- expect: 99	   +3|+3   |
