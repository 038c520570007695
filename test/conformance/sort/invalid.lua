-- an inconsistent order function may be detected, never loops or corrupts
local t = {}
for i = 1, 100 do t[i] = i end
local ok, message = pcall(table.sort, t, function() return true end)
print(ok or message == "invalid order function for sorting") -- expect: true
local u = {}
for i = 1, 50 do u[i] = i % 5 end
table.sort(u, function(a, b) return a < b end)
print(u[1], u[10], u[11], u[50]) -- expect: 0	0	1	4
local sum = 0
for _, v in ipairs(u) do sum = sum + v end
print(sum) -- expect: 100
print(pcall(table.sort, { 3, nil, 1 }) ~= nil) -- expect: true
local nan = { 1, 0/0, 2, 0/0, 3 }
print((pcall(table.sort, nan)) ~= nil, #nan) -- expect: true	5
