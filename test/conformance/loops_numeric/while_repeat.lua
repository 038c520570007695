-- §3.3.4: while and repeat, with break
local n, sum = 10, 0
while n > 0 do
  n = n - 1
  if n % 3 == 0 then goto continue end
  if n == 1 then break end
  sum = sum + n
  ::continue::
end
print(n, sum) -- expect: 1	26
repeat
  n = n + 1
  if n == 4 then break end
until n > 10
print(n) -- expect: 4
while true do
  while true do break end
  n = n + 1
  if n > 6 then break end
end
print(n) -- expect: 7
while false do print("never") end
repeat local once = true until once
