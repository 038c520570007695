-- §3.4.4: comparison of numbers and of strings, and what cannot be compared
print(1 < 2, 2 < 1, 1 <= 1, 1 >= 2, 1 > 0, 1 ~= 1, 1 == 1) -- expect: true	false	true	false	true	false	true
print(-1 < 1, 1.5 < 2, 2 <= 1.5, "a" < "b", not (1 < 2)) -- expect: true	true	false	true	false
for _, pair in ipairs { { 1, "1" }, { {}, {} }, { nil, 1 }, { true, false }, { print, 1 }, { "a", {} } } do
  print(select(2, pcall(function() return pair[1] < pair[2] end)))
end
-- expect: comparison.lua:5: attempt to compare number with string
-- expect: comparison.lua:5: attempt to compare two table values
-- expect: comparison.lua:5: attempt to compare nil with number
-- expect: comparison.lua:5: attempt to compare two boolean values
-- expect: comparison.lua:5: attempt to compare function with number
-- expect: comparison.lua:5: attempt to compare string with table
print(select(2, pcall(function() return 1 >= "x" end)))
-- expect: comparison.lua:13: attempt to compare string with number
print(select(2, pcall(function() return {} <= 1 end)))
-- expect: comparison.lua:15: attempt to compare table with number
