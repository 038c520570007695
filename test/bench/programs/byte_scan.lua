-- strings taken apart by byte, sub and char
local text = ("Hello, World! 0123456789 "):rep(400)
local upper, digits, hash = 0, 0, 0
for _ = 1, 250 do
  for i = 1, #text do
    local b = text:byte(i)
    if b >= 65 and b <= 90 then upper = upper + 1 end
    hash = (hash * 31 + b) % 1000003
  end
  for i = 1, #text do
    local c = text:sub(i, i)
    if c >= "0" and c <= "9" then digits = digits + 1 end
  end
end
local out = {}
for i = 1, 600000 do out[i] = string.char(97 + i % 26, 65 + i % 26) end
print(upper, digits, hash, #table.concat(out), table.concat(out, "", 1, 5))
