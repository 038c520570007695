-- §6.4.2: z, s, cn and x
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
print(hex(string.pack("z", "ab")), hex(string.pack("<s1", "abc")), hex(string.pack("<s2", "abc")), hex(string.pack("c5", "abc")))
-- expect: 616200	03616263	0300616263	6162630000
print(string.unpack("z", "ab\0cd"), string.unpack("s1", "\3abcd"), string.unpack("c3", "abcdef"))
-- expect: ab	abc	abc	4
print(string.unpack("<s1s2z", string.pack("<s1s2z", "one", "two", "three"))) -- expect: one	two	three	16
print(hex(string.pack("<bxxb", 1, 2)), string.unpack("<bxxb", "\1\0\0\2")) -- expect: 01000002	1	2	5
print(#string.pack("<s8", ""), string.unpack("z", "\0"), pcall(string.unpack, "z", "abc"))
-- expect: 8		false	bad argument #2 to 'string.unpack' (unfinished string for format 'z')
print(pcall(string.pack, "c2", "abc"))
-- expect: false	bad argument #2 to 'string.pack' (string longer than given size)
print(pcall(string.pack, "z", "a\0b"))
-- expect: false	bad argument #2 to 'string.pack' (string contains zeros)
print(pcall(string.unpack, "s1", "\5abc"))
-- expect: false	bad argument #2 to 'string.unpack' (data string too short)
print(pcall(string.pack, "c", "x")) -- expect: false	missing size for format option 'c'
