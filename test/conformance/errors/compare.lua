-- messages of failed comparisons
local function try(f) print(select(2, pcall(f))) end
try(function() return 1 < "2" end) -- expect: compare.lua:3: attempt to compare number with string
try(function() return "2" < 1 end) -- expect: compare.lua:4: attempt to compare string with number
try(function() return {} < {} end) -- expect: compare.lua:5: attempt to compare two table values
try(function() return nil < 1 end) -- expect: compare.lua:6: attempt to compare nil with number
try(function() return nil > 1 end) -- expect: compare.lua:7: attempt to compare number with nil
try(function() return 1 <= nil end) -- expect: compare.lua:8: attempt to compare number with nil
try(function() return 1 >= nil end) -- expect: compare.lua:9: attempt to compare nil with number
try(function() return true < false end) -- expect: compare.lua:10: attempt to compare two boolean values
try(function() return print < print end) -- expect: compare.lua:11: attempt to compare two function values
try(function() return {} < 1 end) -- expect: compare.lua:12: attempt to compare table with number
try(function() local a; return a < 5 end) -- expect: compare.lua:13: attempt to compare nil with number
try(function() return "x" <= {} end) -- expect: compare.lua:14: attempt to compare string with table
try(function() return math.max(1, "x") end) -- expect: attempt to compare number with string
try(function() return table.concat({ 1, {} }) end)
-- expect: compare.lua:16: invalid value (table) at index 2 in table for 'concat'
try(function() table.sort({ 1, "x" }) end) -- expect: attempt to compare string with number
