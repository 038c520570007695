-- §3.3.5: loops that cross 2^53, upwards and downwards, with literal bounds
for i = 9007199254740990, 9007199254740994 do print(i, math.type(i)) end
-- expect: 9007199254740990	integer
-- expect: 9007199254740991	integer
-- expect: 9007199254740992	integer
-- expect: 9007199254740993	integer
-- expect: 9007199254740994	integer
for i = -9007199254740990, -9007199254740993, -1 do print(i) end
-- expect: -9007199254740990
-- expect: -9007199254740991
-- expect: -9007199254740992
-- expect: -9007199254740993
for i = 1, 9007199254740993, 9007199254740991 do print(i) end
-- expect: 1
-- expect: 9007199254740992
local n = 0
for i = 9007199254740991, 9007199254740991 do
  for j = i, i + 2 do n = n + j % 10 end
end
print(n) -- expect: 6
