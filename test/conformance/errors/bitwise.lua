-- messages of failed bitwise operations
local t = { f = 1.5 }
local function try(f) print(select(2, pcall(f))) end
try(function() return 1 & nil end)
-- expect: bitwise.lua:4: attempt to perform bitwise operation on a nil value
try(function() local a; return a | 1 end)
-- expect: bitwise.lua:6: attempt to perform bitwise operation on a nil value (local 'a')
try(function() return 1.5 & 1 end) -- expect: bitwise.lua:8: number has no integer representation
try(function() local f = 2.5; return f << 1 end)
-- expect: bitwise.lua:9: number (local 'f') has no integer representation
try(function() return t.f | 0 end) -- expect: bitwise.lua:11: number (field 'f') has no integer representation
try(function() return ~t.f end) -- expect: bitwise.lua:12: number (field 'f') has no integer representation
try(function() return ~t end)
-- expect: bitwise.lua:13: attempt to perform bitwise operation on a table value (upvalue 't')
try(function() return "a" & 1 end)
-- expect: bitwise.lua:15: attempt to perform bitwise operation on a string value (constant 'a')
try(function() return "1.5" & 1 end)
-- expect: bitwise.lua:17: attempt to perform bitwise operation on a string value (constant '1.5')
try(function() return 1e100 | 0 end) -- expect: bitwise.lua:19: number has no integer representation
try(function() return math.huge | 0 end)
-- expect: bitwise.lua:20: number (field 'huge') has no integer representation
try(function() return 0 / 0 | 0 end) -- expect: bitwise.lua:22: number has no integer representation
try(function() return t.x ~ 1 end)
-- expect: bitwise.lua:23: attempt to perform bitwise operation on a nil value (field 'x')
try(function() return 1 >> {} end)
-- expect: bitwise.lua:25: attempt to perform bitwise operation on a table value
