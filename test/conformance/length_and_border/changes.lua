-- moving between empty, short and long keeps # right
local t = {}
local function check(n) io.write(#t == n and "ok " or ("#" .. #t .. "~=" .. n .. " ")) end
for round = 1, 3 do
  for i = 1, 20 * round do t[i] = i; check(i) end
  for i = 20 * round, 1, -1 do t[i] = nil; check(i - 1) end
  io.write("\n")
end
-- expect: ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok
-- expect: ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok
-- expect: ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok
t = { 1, 2, 3, n = 1 }
t.n = nil
t[4] = 4
print(#t) -- expect: 4
t = table.pack()
print(#t, t.n) -- expect: 0	0
t = { table.unpack({}, 1, 3) }
print(#t, #table.pack(1, 2)) -- expect: 0	2
print(#setmetatable({ 1, 2 }, { __len = function() return "len" end }), rawlen({ 1, 2 }), rawlen("abc"))
-- expect: len	2	3
