-- strings compared with literals
local function f(s) return s < "b", s <= "b", s > "b", s >= "b", "b" < s, "b" <= s, "b" > s, "b" >= s end
for _ = 1, 300 do f("a") end
for _, s in ipairs { "a", "b", "ba", "\255", "", "b\0" } do print(f(s)) end
-- expect: true	true	false	false	false	false	true	true
-- expect: false	true	false	true	false	true	false	true
-- expect: false	false	true	true	true	true	false	false
-- expect: false	false	true	true	true	true	false	false
-- expect: true	true	false	false	false	false	true	true
-- expect: false	false	true	true	true	true	false	false
print((select(2, pcall(f, 1)):gsub("^.-:%d+: ", ""))) -- expect: attempt to compare number with string
print((select(2, pcall(f, {})):gsub("^.-:%d+: ", ""))) -- expect: attempt to compare table with string
print((select(2, pcall(f)):gsub("^.-:%d+: ", ""))) -- expect: attempt to compare nil with string
print(f(setmetatable({}, { __lt = function() return 1 end, __le = function() return nil end })))
-- expect: true	false	true	false	true	false	true	false
print((select(2, pcall(function() return "x" < 1 end)):gsub("^.-:%d+: ", "")))
-- expect: attempt to compare string with number
print((select(2, pcall(function() return 1 <= "x" end)):gsub("^.-:%d+: ", "")))
-- expect: attempt to compare number with string
print("a" < "b", "Z" < "a", "" < "", "10" < "9") -- expect: true	true	false	true
