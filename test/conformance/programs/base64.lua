-- base64 with bitwise operators, there and back
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(s)
  local out = {}
  for i = 1, #s, 3 do
    local a, b, c = s:byte(i, i + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 3, 0, -1 do
      local index = (n >> (6 * k) & 63) + 1
      out[#out + 1] = (k == 1 and not b or k == 0 and not c) and "=" or alphabet:sub(index, index)
    end
  end
  return table.concat(out)
end
local values = {}
for i = 1, #alphabet do values[alphabet:byte(i)] = i - 1 end
local function decode(s)
  local out = {}
  for quad in s:gmatch("....") do
    local n, pad = 0, 0
    for i = 1, 4 do
      local v = values[quad:byte(i)]
      if not v then v = 0; pad = pad + 1 end
      n = n << 6 | v
    end
    out[#out + 1] = string.char(n >> 16 & 255, n >> 8 & 255, n & 255):sub(1, 3 - pad)
  end
  return table.concat(out)
end
for _, s in ipairs { "", "f", "fo", "foo", "foob", "fooba", "foobar", "Lua 5.4" } do print(encode(s), decode(encode(s)) == s) end
-- expect: 	true
-- expect: Zg==	true
-- expect: Zm8=	true
-- expect: Zm9v	true
-- expect: Zm9vYg==	true
-- expect: Zm9vYmE=	true
-- expect: Zm9vYmFy	true
-- expect: THVhIDUuNA==	true
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
print(#encode(all), decode(encode(all)) == all, encode("\255\254\253")) -- expect: 344	true	//79
