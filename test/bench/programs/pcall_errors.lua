-- protected calls that fail and that do not
local function risky(i)
  if i % 4 == 0 then error("failed", 0) end
  if i % 4 == 1 then error({ code = i }) end
  return i
end

local ok_count, messages, codes = 0, 0, 0
for i = 1, 3000000 do
  local ok, e = pcall(risky, i)
  if ok then ok_count = ok_count + 1
  elseif type(e) == "string" then messages = messages + #e
  else codes = codes + e.code % 3 end
end
local located = 0
for i = 1, 200000 do
  local ok, e = pcall(error, "message " .. i % 10)
  if not ok then located = located + #e end
end
print(ok_count, messages, codes, located)
