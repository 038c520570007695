-- counting words and letters, sorted by frequency
local text = [[
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity]]
local function tally(s, pattern)
  local counts = {}
  for x in s:lower():gmatch(pattern) do counts[x] = (counts[x] or 0) + 1 end
  local list = {}
  for word, n in pairs(counts) do list[#list + 1] = { word = word, n = n } end
  table.sort(list, function(a, b) if a.n ~= b.n then return a.n > b.n end return a.word < b.word end)
  return list
end
local words = tally(text, "%a+")
print(#words) -- expect: 13
for i = 1, 6 do print(("%-8s %2d %s"):format(words[i].word, words[i].n, ("*"):rep(words[i].n))) end
-- expect: it        6 ******
-- expect: of        6 ******
-- expect: the       6 ******
-- expect: was       6 ******
-- expect: age       2 **
-- expect: epoch     2 **
local letters = tally(text, "%a")
for i = 1, 5 do io.write(letters[i].word, "=", letters[i].n, " ") end
print() -- expect: e=17 t=17 s=14 i=13 o=12
