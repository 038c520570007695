-- computed string keys
local words = {}
local text = ("the quick brown fox jumps over the lazy dog while seven wizards quietly hex the jar "):rep(60)
for w in text:gmatch("%a+") do words[#words + 1] = w end
local checksum = 0
for round = 1, 3600 do
  local counts, distinct = {}, 0
  for i = 1, #words do
    local w = words[i] .. (i + round) % 50
    local n = counts[w]
    if not n then
      distinct = distinct + 1
      n = 0
    end
    counts[w] = n + 1
  end
  for _, n in pairs(counts) do checksum = checksum + n * n end
  checksum = checksum + distinct
end
print(checksum)
