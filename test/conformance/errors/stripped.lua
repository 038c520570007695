-- functions without debug information have neither lines nor names of variables
local function strip(f) return load(string.dump(f, true)) end
print(pcall(strip(function(a) return a + 1 end), {})) -- expect: false	?:-1: attempt to perform arithmetic on a table value
print(pcall(strip(function() local a; return a.b.c end))) -- expect: false	?:-1: attempt to index a nil value
print(pcall(strip(function() error("m") end))) -- expect: false	m
print(pcall(strip(function() string.rep() end))) -- expect: false	bad argument #1 to 'rep' (string expected, got no value)
-- upvalues are called '?', so _ENV is not recognised, and globals are fields
local one, two
print(pcall(strip(function() return one, two.x end))) -- expect: false	?:-1: attempt to index a nil value (upvalue '?')
print(pcall(strip(function() return undefined.x end))) -- expect: false	?:-1: attempt to index a nil value (field 'undefined')
print(pcall(strip(function() undefined() end))) -- expect: false	?:-1: attempt to call a nil value (field 'undefined')
print(pcall(strip(function() local x <close> = 1 end))) -- expect: false	?:-1: variable '(temporary)' got a non-closable value
print(debug.getinfo(strip(function() end), "S").source) -- expect: =?
-- a text chunk may have the name that stripped ones are shown by
print(pcall(load("local a; a.x = 1", "=?"))) -- expect: false	?:1: attempt to index a nil value (local 'a')
