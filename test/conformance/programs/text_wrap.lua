-- greedy word wrap and full justification
local text = [[The quick brown fox jumps over the lazy dog. Pack my box with five dozen liquor jugs;
how vexingly quick daft zebras jump!]]
local function wrap(s, width)
  local lines, line, length = {}, {}, 0
  for word in s:gmatch("%S+") do
    if length + #line + #word > width and #line > 0 then
      lines[#lines + 1] = line
      line, length = {}, 0
    end
    line[#line + 1] = word
    length = length + #word
  end
  lines[#lines + 1] = line
  return lines
end
local function justify(words, width)
  local length = 0
  for _, w in ipairs(words) do length = length + #w end
  local gaps = #words - 1
  if gaps == 0 then return words[1] end
  local spaces, out = width - length, {}
  for i, w in ipairs(words) do
    local pad = i <= gaps and spaces // gaps + (i <= spaces % gaps and 1 or 0) or 0
    out[i] = w .. (" "):rep(pad)
  end
  return table.concat(out)
end
local lines = wrap(text, 28)
for i, words in ipairs(lines) do
  print("|" .. (i < #lines and justify(words, 28) or table.concat(words, " ")) .. "|")
end
-- expect: |The  quick  brown  fox jumps|
-- expect: |over  the  lazy dog. Pack my|
-- expect: |box  with  five dozen liquor|
-- expect: |jugs;   how  vexingly  quick|
-- expect: |daft zebras jump!|
