-- changing the control variable in the body does not change the iteration
local seen = {}
for i, v in ipairs({ "a", "b", "c" }) do
  seen[#seen + 1] = i .. v
  i, v = 100, nil
end
print(table.concat(seen, " ")) -- expect: 1a 2b 3c
local fs = {}
for k, v in pairs({ x = 1 }) do
  fs[1] = function() v = v + 1; return k, v end
end
print(fs[1]()) -- expect: x	2
print(fs[1]()) -- expect: x	3
