-- loops of the main chunk share its variables, in every order
local total, list, last = 0, {}, nil
for i = 1, 3 do total = total + i; list[i] = function() total = total + i; return total end end
for _, f in ipairs(list) do last = f() end
print(total, last) -- expect: 12	12
local i = 0
while i < 3 do
  i = i + 1
  if i == 2 then goto continue end
  for k, v in pairs({ [i] = i * 10 }) do total, last = total + v, k end
  ::continue::
end
print(total, last, i) -- expect: 52	3	3
repeat
  local done = i == 0
  i = i - 1
until done
print(i) -- expect: -1
local where = {}
for n = 1, 2 do
  local function level() error("here", 2) end
  where[n] = select(2, pcall(function()
    level()
  end))
end
print(where[1]:match(":(%d+): here"), where[1] == where[2]) -- expect: 23	true
for n = 1, 1 do
  local line = debug.getinfo(1, "l").currentline
  print(line, debug.getinfo(1, "S").what) -- expect: 28	main
end
