-- iterators that keep their state in upvalues
local function words(s)
  local at = 1
  return function()
    local from, to = s:find("%a+", at)
    if not from then return nil end
    at = to + 1
    return s:sub(from, to), from
  end
end
for w, at in words("one two  three") do io.write(w, "@", at, " ") end
print() -- expect: one@1 two@5 three@10
local function zip(a, b)
  local i = 0
  return function()
    i = i + 1
    if a[i] ~= nil and b[i] ~= nil then return a[i], b[i] end
  end
end
for x, y in zip({ 1, 2, 3 }, { "a", "b" }) do io.write(x, y, " ") end
print() -- expect: 1a 2b
for false_first in (function() local n = 0; return function() n = n + 1; if n < 3 then return n == 2 end end end)() do
  print(false_first)
end
-- expect: false
-- expect: true
