-- §6.8: seek, reading and writing in one file
local name = os.tmpname()
local f = assert(io.open(name, "w+"))
f:write("0123456789")
print(f:seek("cur"), f:seek("set", 3), f:read(2), f:seek("cur", 1), f:read(1), f:seek("end"), f:read(1))
-- expect: 10	3	34	6	6	10	nil
print(f:seek("end", -2), f:read("a"), f:seek("set"), f:read(1)) -- expect: 8	89	0	0
f:seek("set", 5)
f:write("X")
f:seek("set")
print(f:read("a")) -- expect: 01234X6789
print(f:seek("set", 20), f:write("far") == f, f:seek("end")) -- expect: 20	true	23
f:seek("set", 8)
print(#f:read("a"), f:flush() == f, f:setvbuf("full")) -- expect: 15	false	true
print(pcall(f.seek, f, "bad")) -- expect: false	bad argument #2 to '?' (invalid option 'bad')
print(f:seek("set", -1)) -- expect: nil	Invalid argument	22
f:close()
os.remove(name)
