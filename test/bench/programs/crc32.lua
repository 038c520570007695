-- luajit: no
-- 32-bit table lookups with shifts and masks
local lookup = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do
    if c & 1 == 1 then c = 0xedb88320 ~ (c >> 1) else c = c >> 1 end
  end
  lookup[i] = c
end

local function crc(s)
  local c = 0xffffffff
  for i = 1, #s do c = lookup[(c ~ s:byte(i)) & 0xff] ~ (c >> 8) end
  return c ~ 0xffffffff
end

local text = ("The quick brown fox jumps over the lazy dog. "):rep(1000)
local sum = 0
for i = 1, 300 do sum = sum + crc(text:sub(i)) end
print(sum)
