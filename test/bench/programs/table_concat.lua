-- strings built by table.concat
local total = 0
for round = 1, 250 do
  local parts, n = {}, 0
  for i = 1, 15000 do
    n = n + 1
    parts[n] = "value" .. i % 100
  end
  local s = table.concat(parts, ";")
  total = total + #s
end
print(total)
