-- §6.8: formats n, l, L, a and counts
local name = os.tmpname()
local f = io.open(name, "w")
f:write("10 -3.5 0x1F 1e2 nan\nabc\n\nlast line")
f:close()
f = io.open(name)
print(f:read("n", "n", "n", "n")) -- expect: 10	-3.5	31	100.0
print(f:read("n")) -- expect: nil
print(f:read("n", "l")) -- expect: nil
f:seek("set", 0)
print(f:read("n", "l")) -- expect: 10	 -3.5 0x1F 1e2 nan
print(f:read(2, 0, 1)) -- expect: ab		c
print(f:read("L"), f:read("l"))
-- expect:
-- expect:
print(f:read(4), f:read(100), f:read(0), f:read(1), f:read("a"), f:read("n"))
-- expect: last	 line	nil	nil		nil
f:seek("set")
print(pcall(f.read, f, "x")) -- expect: false	bad argument #2 to '?' (invalid format)
print(f:read("*l", "*n") ~= nil) -- expect: true
f:close()
print(pcall(f.read, f)) -- expect: false	attempt to use a closed file
os.remove(name)
