-- §6.4.2: ! and X align to powers of two
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("<!4 i1 i4", 1, 2)), hex(string.pack("<!2 i1 i4", 1, 2)), hex(string.pack("< i1 i4", 1, 2)))
-- expect: 0100000002000000	010002000000	0102000000
print(hex(string.pack("<!8 i1 Xi8 i1", 1, 2)), hex(string.pack("<!4 i1 Xd i2", 1, 2)))
-- expect: 010000000000000002	010000000200
print(string.packsize("!i1i4"), string.packsize("!4 i1 i8"), string.packsize("<!16 i1 i16"), string.packsize("i1 !8 i2 i8"))
-- expect: 8	12	32	16
print(string.unpack("<!4 i1 i4", "\1\0\0\0\2\0\0\0")) -- expect: 1	2	9
print(pcall(string.pack, "!3 i4", 1))
-- expect: false	bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(pcall(string.pack, "!17 i4", 1)) -- expect: false	integral size (17) out of limits [1,16]
print(pcall(string.pack, "!4 i3", 1))
-- expect: false	bad argument #1 to 'string.pack' (format asks for alignment not power of 2)
print(pcall(string.pack, "X", 1))
-- expect: false	bad argument #1 to 'string.pack' (invalid next option for option 'X')
print(pcall(string.packsize, "s"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.packsize, "z"))
-- expect: false	bad argument #1 to 'string.packsize' (variable-length format)
print(pcall(string.pack, "q", 1)) -- expect: false	invalid format option 'q'
