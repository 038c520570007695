-- string.format and tostring
local total = 0
for i = 1, 400000 do
  total = total + #string.format("%d: %5.2f %s %x", i, i / 3, "text", i)
  total = total + #string.format("%-10s|%10s|%05d", "left", "right", i)
  total = total + #tostring(i) + #tostring(i + 0.5)
end
print(total)
