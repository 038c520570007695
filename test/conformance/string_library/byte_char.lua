-- §6.4: string.byte and string.char
print(("hello"):byte(), ("hello"):byte(2), ("hello"):byte(-1), ("hello"):byte(10)) -- expect: 104	101	111
print(("hello"):byte(2, 4)) -- expect: 101	108	108
print(("hello"):byte(-3, -1)) -- expect: 108	108	111
print(("hello"):byte(4, 2)) -- expect:
print(("hello"):byte(0, 2), ("x"):byte(-5, 5)) -- expect: 104	120
print(("\0\255"):byte(1, 2)) -- expect: 0	255
print(string.char(104, 105), string.char() == "", #string.char(0, 255)) -- expect: hi	true	2
print(select("#", (""):byte()), select("#", ("abc"):byte(1, -1))) -- expect: 0	3
print(pcall(string.char, 65, 256)) -- expect: false	bad argument #2 to 'string.char' (value out of range)
print(pcall(string.char, 65, "x"))
-- expect: false	bad argument #2 to 'string.char' (number expected, got string)
