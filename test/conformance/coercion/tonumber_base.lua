-- §6.1: tonumber with a base
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("777", 8), tonumber("1010", 2))
-- expect: 255	255	511	10
print(tonumber("zz", 36), tonumber("Z", 36), tonumber("8", 8), tonumber("12", 2)) -- expect: 1295	35	nil	nil
print(tonumber(" -7f ", 16), tonumber("", 10), tonumber("1.0", 10), tonumber("1e1", 16))
-- expect: -127	nil	nil	481
print(tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffff", 16), tonumber("10", 10))
-- expect: 9223372036854775807	-1	10
print(tonumber("- 1", 10), tonumber("+1", 10), tonumber("1 1", 10)) -- expect: nil	1	nil
print(pcall(tonumber, 10, 10)) -- expect: false	bad argument #1 to 'tonumber' (string expected, got number)
print(pcall(tonumber, "10", 1)) -- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, "10", 37)) -- expect: false	bad argument #2 to 'tonumber' (base out of range)
print(pcall(tonumber, nil, 10)) -- expect: false	bad argument #1 to 'tonumber' (string expected, got nil)
