-- functions without debug information have neither lines nor names of variables
local function strip(f) return load(string.dump(f, true)) end
print(pcall(strip(function(a) return a + 1 end), {})) -- expect: false	?:-1: attempt to perform arithmetic on a table value
print(pcall(strip(function() local a; return a.b.c end))) -- expect: false	?:-1: attempt to index a nil value
print(pcall(strip(function() error("m") end))) -- expect: false	m
print(pcall(strip(function() string.rep() end))) -- expect: false	bad argument #1 to 'rep' (string expected, got no value)
