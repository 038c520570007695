-- §3.4.7: # of strings and of sequences
print(#"", #"abc", #"a\0b", #{}, #{ 1, 2, 3 }, #{ n = 1 }) -- expect: 0	3	3	0	3	0
local t = {}
for i = 1, 100 do t[i] = i; if #t ~= i then print("wrong", i) end end
print(#t) -- expect: 100
for i = 100, 51, -1 do t[i] = nil end
print(#t, -#t, #t + 1, 2 ^ #"ab") -- expect: 50	-50	51	4.0
print(select(2, pcall(function() return #5 end)))
-- expect: length.lua:8: attempt to get length of a number value
print(select(2, pcall(function() local x; return #x end)))
-- expect: length.lua:10: attempt to get length of a nil value (local 'x')
