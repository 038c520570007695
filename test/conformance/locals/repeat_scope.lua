-- §3.3.4: the condition of repeat sees the locals of its body
local n = 0
repeat
  local done = n >= 2
  n = n + 1
until done
print(n) -- expect: 3
local fs = {}
local i = 0
repeat
  i = i + 1
  local j = i
  fs[i] = function() j = j + 1; return j end
until j >= 3
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 2	3	3	4
