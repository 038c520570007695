-- §6.4.2: f, d, n
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<d", 1.5)), hex(string.pack(">d", -2.25)), hex(string.pack("<f", 0.1)))
-- expect: 000000000000f83f	c002000000000000	cdcccc3d
print(string.unpack("<d", string.pack("<d", 0.1)), string.unpack("<f", string.pack("<f", 0.1)))
-- expect: 0.1	0.10000000149012	5
print(string.unpack("<n", string.pack("<n", 1/0)), (string.unpack("<d", string.pack("<d", -0.0))))
-- expect: inf	-0.0
print(#string.pack("fdn", 1, 2, 3), (string.unpack(">f", "\127\128\0\0"))) -- expect: 20	inf
local nan = string.unpack("<d", string.pack("<d", 0/0))
print(nan ~= nan, math.type((string.unpack("<d", string.pack("<d", 3))))) -- expect: true	float
print(pcall(string.pack, "d", "x"))
-- expect: false	bad argument #2 to 'string.pack' (number expected, got string)
