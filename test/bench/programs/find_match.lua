-- scanning with find, match and gmatch
local lines = {}
for i = 1, 400 do
  lines[i] = ("2024-%02d-%02d [info] user%d requested /path/%d/item?id=%d"):format(i % 12 + 1, i % 28 + 1, i, i % 7, i * 31)
end
local total = 0
for _ = 1, 500 do
  for i = 1, #lines do
    local line = lines[i]
    local year, month, day = line:match("^(%d+)%-(%d+)%-(%d+)")
    local from, to = line:find("user%d+")
    local id = line:match("id=(%d+)$")
    total = total + year + month + day + from + to + id
    for word in line:gmatch("%a+") do total = total + #word end
    if line:find("/path/3/", 1, true) then total = total + 1 end
  end
end
print(string.format("%d", total))
