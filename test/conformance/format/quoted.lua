-- §6.4: %q writes a value as Lua source
print(string.format("%q", 'a "quoted" \\ string')) -- expect: "a \"quoted\" \\ string"
print(string.format("%q", "line\nbreak\ttab\0zero\1\0019\r"))
-- expect: "line\
-- expect: break\9tab\0zero\1\0019\13"
print(string.format("%q %q %q", 1, math.mininteger, 0x7fffffffffffffff))
-- expect: 1 0x8000000000000000 9223372036854775807
print(string.format("%q %q %q", 1.5, 0.1, 1e100))
-- expect: 0x1.8p+0 0x1.999999999999ap-4 0x1.249ad2594c37dp+332
print(string.format("%q %q %q", 1/0, -1/0, 0/0)) -- expect: 1e9999 -1e9999 (0/0)
print(string.format("%q %q %q", true, false, nil)) -- expect: true false nil
for _, v in ipairs { "x\0y\n\"\\", 1/3, -0.0, math.mininteger, 2^63 } do
  local back = load("return " .. string.format("%q", v))()
  io.write(tostring(back == v), " ", math.type(back) or type(back), " ")
end
print() -- expect: true string true float true float true integer true float
print(pcall(string.format, "%q", {}))
-- expect: false	bad argument #2 to 'string.format' (value has no literal form)
