-- §3.3.5: the variable is a local copy, the limits are evaluated once
local limit = 3
for i = 1, limit do
  limit = 10
  i = i * 10
  io.write(i, " ")
end
print() -- expect: 10 20 30
local calls = 0
local function bound() calls = calls + 1; return 3 end
for _ = bound() - 2, bound(), bound() - 2 do end
print(calls) -- expect: 3
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1; return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 2	3	3	4
for i = 1, 2 do for j = i, 2 do io.write(i, j, " ") end end
print() -- expect: 11 12 22
