-- strings grown by .. in a loop
local total = 0
for round = 1, 80 do
  local s = ""
  for i = 1, 4000 do s = s .. "item " .. i .. "," end
  total = total + #s
  local t = ""
  for i = 1, 12000 do t = t .. "x" end
  total = total + #t
end
print(total)
