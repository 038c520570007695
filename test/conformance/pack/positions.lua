-- §6.4.2: unpack from a position, many values, round trips
local s = string.pack("<i4 i4 i4", 10, 20, 30)
print(string.unpack("<i4", s, 5), string.unpack("<i4", s, -4)) -- expect: 20	30	13
local at, values = 1, {}
while at <= #s do values[#values + 1], at = string.unpack("<i4", s, at) end
print(table.concat(values, " "), at) -- expect: 10 20 30	13
print(string.unpack("<i4i4", s), select("#", string.unpack("", s)), string.unpack("", s)) -- expect: 10	1	1
print(pcall(string.unpack, "<i4", s, 14))
-- expect: false	bad argument #3 to 'string.unpack' (initial position out of string)
print(pcall(string.unpack, "<i4", s, -20)) -- expect: true	10	5
for _, v in ipairs { 0, 1, -1, 127, -128, 32767, -32768, 2^31 - 1 | 0, math.maxinteger, math.mininteger } do
  local a = string.unpack(">i8", string.pack(">i8", v))
  local b = string.unpack("<j", string.pack("<j", v))
  io.write(tostring(a == v and b == v), " ")
end
print() -- expect: true true true true true true true true true true
