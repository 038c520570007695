-- messages of a failed call name what was called
local t = { n = 5, sub = {} }
local function try(f) print(select(2, pcall(f))) end
try(function() undefinedfunction() end)
-- expect: call.lua:4: attempt to call a nil value (global 'undefinedfunction')
try(function() local f; f() end) -- expect: call.lua:6: attempt to call a nil value (local 'f')
try(function() t.f() end) -- expect: call.lua:7: attempt to call a nil value (field 'f')
try(function() t.n() end) -- expect: call.lua:8: attempt to call a number value (field 'n')
try(function() t:method() end) -- expect: call.lua:9: attempt to call a nil value (method 'method')
try(function() t.sub.f() end) -- expect: call.lua:10: attempt to call a nil value (field 'f')
try(function() t[1]() end) -- expect: call.lua:11: attempt to call a nil value (field 'integer index')
try(function() local k = "k"; t[k]() end) -- expect: call.lua:12: attempt to call a nil value (field '?')
try(function() ("x")() end) -- expect: call.lua:13: attempt to call a string value (constant 'x')
try(function() (1)() end) -- expect: call.lua:14: attempt to call a number value
try(function() (nil)() end) -- expect: call.lua:15: attempt to call a nil value
try(function() ({})() end) -- expect: call.lua:16: attempt to call a table value
try(function() t.sub:go(1) end) -- expect: call.lua:17: attempt to call a nil value (method 'go')
try(function() string.nofunction("x") end)
-- expect: call.lua:18: attempt to call a nil value (field 'nofunction')
try(function() ("x"):nomethod() end) -- expect: call.lua:20: attempt to call a nil value (method 'nomethod')
try(function() return t.n() end) -- expect: call.lua:21: attempt to call a number value (field 'n')
try(function() t.sub() end) -- expect: call.lua:22: attempt to call a table value (field 'sub')
