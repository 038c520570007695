-- §6.4: %s with width and precision uses tostring
print(string.format("%s %s %s %s", "x", 1, 1.5, true), string.format("%s", nil)) -- expect: x 1 1.5 true	nil
print(string.format("%5s|%-5s|%.2s|%5.1s|%-5.3s|", "ab", "ab", "abcdef", "xyz", "abcdef"))
-- expect:    ab|ab   |ab|    x|abc  |
print(string.format("%s", setmetatable({}, { __tostring = function() return "object" end })))
-- expect: object
print(string.format("%-10s|", setmetatable({}, { __tostring = function() return "obj" end })))
-- expect: obj       |
print(#string.format("%s", "a\0b"), string.format("%s|%s", "", "")) -- expect: 3	|
print(string.format("no directives"), string.format("%s%%", 5), string.format("%.0s|", "gone"))
-- expect: no directives	5%	|
print(#string.format("%s", ("x"):rep(1000)), #string.format("%-99s|", "x")) -- expect: 1000	100
print(pcall(string.format, "%s")) -- expect: false	bad argument #2 to 'string.format' (no value)
print(pcall(string.format, "%s %s", 1)) -- expect: false	bad argument #3 to 'string.format' (no value)
