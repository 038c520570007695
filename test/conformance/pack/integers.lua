-- §6.4.2: fixed and native sizes, both byte orders
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<i4", 1)), hex(string.pack(">i4", 1)), hex(string.pack("<i4", -2)))
-- expect: 01000000	00000001	feffffff
print(hex(string.pack("<bBhHiIlLjJT", -1, 255, -2, 65535, -3, 1, -4, 2, -5, 3, 4)))
-- expect: fffffefffffffdffffff01000000fcffffffffffffff0200000000000000fbffffffffffffff03000000000000000400000000000000
print(hex(string.pack(">i3i5i7", 1, -1, 256)), hex(string.pack("<i16", -1)), hex(string.pack(">I16", 1)))
-- expect: 000001ffffffffff00000000000100	ffffffffffffffffffffffffffffffff	00000000000000000000000000000001
print(string.unpack("<i4", "\1\0\0\0"), string.unpack(">i4", "\0\0\0\1"), string.unpack("<i2", "\255\255"))
-- expect: 1	1	-1	3
print(string.unpack("<I2", "\255\255"), string.unpack("<i3", "\255\255\127"), string.unpack("b", "\200"))
-- expect: 65535	8388607	-56	2
print(string.packsize("i4i8"), string.packsize("!8i1i8"), string.packsize("bhilj"), string.packsize("<!4 i1 !2 i4"))
-- expect: 12	16	23	6
print(pcall(string.pack, "i1", 128)) -- expect: false	bad argument #2 to 'string.pack' (integer overflow)
print(pcall(string.pack, "I1", -1)) -- expect: false	bad argument #2 to 'string.pack' (unsigned overflow)
print(pcall(string.pack, "i17", 1)) -- expect: false	integral size (17) out of limits [1,16]
print(pcall(string.unpack, "i4", "abc"))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.unpack, "<i9", ("\255"):rep(8) .. "\1"))
-- expect: false	9-byte integer does not fit into Lua Integer
