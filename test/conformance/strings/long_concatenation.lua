-- building by .. in a loop gives the same string as table.concat
local s, parts = "", {}
for i = 1, 2000 do
  s = s .. i .. ","
  parts[#parts + 1] = i .. ","
end
print(#s, s == table.concat(parts)) -- expect: 8893	true
print(s:sub(1, 20), s:sub(-10)) -- expect: 1,2,3,4,5,6,7,8,9,10	1999,2000,
local t = {}
t[s] = true
print(t[table.concat(parts)]) -- expect: true
local left = "x"
for _ = 1, 10 do left = left .. left end
print(#left, left == ("x"):rep(1024)) -- expect: 1024	true
