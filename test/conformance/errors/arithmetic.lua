-- messages of failed arithmetic name the operand that is wrong
local t = { s = "abc" }
local function try(f) print(select(2, pcall(f))) end
try(function() return 1 + nil end) -- expect: arithmetic.lua:4: attempt to perform arithmetic on a nil value
try(function() local a; return a + 1 end)
-- expect: arithmetic.lua:5: attempt to perform arithmetic on a nil value (local 'a')
try(function() local a; return 1 + a end)
-- expect: arithmetic.lua:7: attempt to perform arithmetic on a nil value (local 'a')
try(function() return t.x + 1 end)
-- expect: arithmetic.lua:9: attempt to perform arithmetic on a nil value (field 'x')
try(function() return 2 ^ undefinedglobal end)
-- expect: arithmetic.lua:11: attempt to perform arithmetic on a nil value (global 'undefinedglobal')
try(function() return t * 2 end)
-- expect: arithmetic.lua:13: attempt to perform arithmetic on a table value (upvalue 't')
try(function() return -t.x end)
-- expect: arithmetic.lua:15: attempt to perform arithmetic on a nil value (field 'x')
try(function() return -{} end) -- expect: arithmetic.lua:17: attempt to perform arithmetic on a table value
try(function() return "abc" + 1 end) -- expect: arithmetic.lua:18: attempt to add a 'string' with a 'number'
try(function() return 1 - t.s end) -- expect: arithmetic.lua:19: attempt to sub a 'number' with a 'string'
try(function() return t.s / 2 end) -- expect: arithmetic.lua:20: attempt to div a 'string' with a 'number'
try(function() local s = "x"; return s % 2 end)
-- expect: arithmetic.lua:21: attempt to mod a 'string' with a 'number'
try(function() return true // 1 end)
-- expect: arithmetic.lua:23: attempt to perform arithmetic on a boolean value
try(function() local a = {}; local b = {}; return a + b end)
-- expect: arithmetic.lua:25: attempt to perform arithmetic on a table value (local 'a')
try(function() return t.a.b + 1 end) -- expect: arithmetic.lua:27: attempt to index a nil value (field 'a')
try(function() t.count = t.count + 1 end)
-- expect: arithmetic.lua:28: attempt to perform arithmetic on a nil value (field 'count')
try(function() return 10 + t[1] end)
-- expect: arithmetic.lua:30: attempt to perform arithmetic on a nil value (field 'integer index')
