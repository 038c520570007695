-- messages of failed concatenation
local t = {}
local function try(f) print(select(2, pcall(f))) end
try(function() return "a" .. nil end) -- expect: concat.lua:4: attempt to concatenate a nil value
try(function() return nil .. "a" end) -- expect: concat.lua:5: attempt to concatenate a nil value
try(function() local x; return "a" .. x end)
-- expect: concat.lua:6: attempt to concatenate a nil value (local 'x')
try(function() local x; return x .. "a" end)
-- expect: concat.lua:8: attempt to concatenate a nil value (local 'x')
try(function() return "a" .. t.name end)
-- expect: concat.lua:10: attempt to concatenate a nil value (field 'name')
try(function() return t.name .. "a" end)
-- expect: concat.lua:12: attempt to concatenate a nil value (field 'name')
try(function() return "a" .. t end)
-- expect: concat.lua:14: attempt to concatenate a table value (upvalue 't')
try(function() return "a" .. true end) -- expect: concat.lua:16: attempt to concatenate a boolean value
try(function() return 1 .. {} end) -- expect: concat.lua:17: attempt to concatenate a table value
try(function() return undefinedglobal .. "x" end)
-- expect: concat.lua:18: attempt to concatenate a nil value (global 'undefinedglobal')
try(function() return "a" .. "b" .. t.c .. "d" end)
-- expect: concat.lua:20: attempt to concatenate a nil value (field 'c')
try(function() return "a" .. print end)
-- expect: concat.lua:22: attempt to concatenate a function value (global 'print')
