-- §3.3.4: the usual continue
for i = 1, 5 do
  if i % 2 == 0 then goto continue end
  io.write(i, " ")
  ::continue::
end
print() -- expect: 1 3 5
local i = 0
while i < 5 do
  i = i + 1
  if i == 3 then goto continue end
  io.write(i, " ")
  ::continue::
end
print() -- expect: 1 2 4 5
local n = 0
repeat
  n = n + 1
  if n == 2 then goto continue end
  io.write(n, " ")
  ::continue::
until n >= 4
print() -- expect: 1 3 4
