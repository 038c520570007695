-- luajit: no
-- hashing: 64-bit multiplication with wrap-around, and a 32-bit variant
local function fnv64(s)
  local h = 0xcbf29ce484222325
  for i = 1, #s do h = (h ~ s:byte(i)) * 0x100000001b3 end
  return h
end

local function fnv32(s)
  local h = 0x811c9dc5
  for i = 1, #s do h = (h ~ s:byte(i)) * 0x01000193 & 0xffffffff end
  return h
end

local a, b = 0, 0
for i = 1, 400000 do
  local s = "key number " .. i
  a = a ~ fnv64(s)
  b = b ~ fnv32(s)
end
print(a, b)
