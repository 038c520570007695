-- each round of a loop has its own variables
local fs = {}
for i = 1, 3 do fs[#fs + 1] = function() i = i + 10; return i end end
for _, v in ipairs { "a", "b" } do fs[#fs + 1] = function() v = v .. "!"; return v end end
local n = 0
while n < 2 do
  n = n + 1
  local m = n
  fs[#fs + 1] = function() m = m + 100; return m, n end
end
repeat
  local r = n
  fs[#fs + 1] = function() r = r + 1; return r end
  n = n - 1
until r == 1
for i = 1, #fs do print(fs[i](), (fs[i]())) end
-- expect: 11	21
-- expect: 12	22
-- expect: 13	23
-- expect: a!	a!!
-- expect: b!	b!!
-- expect: 101	201
-- expect: 102	202
-- expect: 3	4
-- expect: 2	3
