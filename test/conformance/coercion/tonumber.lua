-- §6.1: tonumber without a base
print(tonumber("10"), tonumber("10.0"), tonumber("  0x1F  "), tonumber("1e2")) -- expect: 10	10.0	31	100.0
print(tonumber(""), tonumber(" "), tonumber("1 2"), tonumber("10x"), tonumber("0x"))
-- expect: nil	nil	nil	nil	nil
print(tonumber(".5"), tonumber("5."), tonumber("."), tonumber("-.5e-1"), tonumber("- 1"))
-- expect: 0.5	5.0	nil	-0.05	nil
print(tonumber("inf"), tonumber("nan"), tonumber("1e"), tonumber("--1"), tonumber("+1"))
-- expect: nil	nil	nil	nil	1
print(tonumber("0x.8"), tonumber("0x1p-2"), tonumber("0xffffffffffffffffff"), tonumber("-0x10"))
-- expect: 0.5	0.25	-1	-16
print(tonumber("\t12\n"), tonumber("1\0"), tonumber("1_000"), tonumber("1e+5")) -- expect: 12	nil	nil	100000.0
print(tonumber(nil), tonumber({}), tonumber(true), tonumber(12), tonumber(1.5)) -- expect: nil	nil	nil	12	1.5
print(tonumber("99999999999999999999"), tonumber("-9223372036854775808"))
-- expect: 1e+20	-9223372036854775808
print(pcall(tonumber)) -- expect: false	bad argument #1 to 'tonumber' (value expected)
