-- what the system or C's strings decide
local name = os.tmpname()
local file = assert(io.open(name, "w\0b"))
print(file:write("") == file, io.open(name):write("") ~= nil, io.open(name):write("x")) -- expect: true	true	nil	Bad file descriptor	9
print(file:write("0123456789"):seek("set", 4), file:seek("cur", -1), file:seek("end", -2)) -- expect: 4	3	8
print(file:seek("set", math.maxinteger)) -- expect: nil	Invalid argument	22
print(file:seek("set", math.mininteger)) -- expect: nil	Invalid argument	22
print(file:seek("cur", -9)) -- expect: nil	Invalid argument	22
print(file:seek()) -- expect: 8
file:close()
-- devices and directories have no positions to read at
local null = io.open("/dev/null", "r+")
print(null:seek("end"), null:seek("cur", 5), null:seek("set", 3), null:read("a")) -- expect: 0	0	0	
print(io.open("/dev/zero"):read(2) == "\0\0", io.open("."):read(1)) -- expect: true	nil	Is a directory	21
print(select(2, io.open("none\0more"))) -- expect: none: No such file or directory	2
print(select(2, os.remove("none\0more"))) -- expect: none: No such file or directory	2
-- an iterator has no name when it is not called by a loop
print(pcall(io.lines(name, "x"))) -- expect: false	bad argument #2 to '?' (invalid format)
print(pcall(function() for _ in io.lines(name, "x") do end end))
-- expect: false	corners.lua:19: bad argument #2 to 'for iterator' (invalid format)
os.remove(name)
-- strftime adds to an int
print(os.date("!%Y %C %y %g %F", 67767976233532800)) -- expect: -2147483648 -21474837 48 52 -2147483648-01-01
print(os.date("!*t", 67767976233532800).year) -- expect: 2147483648
print(os.setlocale("C\0x")) -- expect: C
