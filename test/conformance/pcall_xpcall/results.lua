-- §6.1: pcall passes arguments and all results
print(pcall(function(...) return ... end, 1, nil, 3)) -- expect: true	1	nil	3
print(select("#", pcall(function() end)), select("#", pcall(function() return nil, nil end))) -- expect: 1	3
print(pcall(pcall, error, "nested")) -- expect: true	false	nested
print(pcall(pcall)) -- expect: false	bad argument #1 to 'pcall' (value expected)
print(pcall(1)) -- expect: false	attempt to call a number value
print(pcall(nil)) -- expect: false	attempt to call a nil value
print(pcall(pcall, nil)) -- expect: true	false	attempt to call a nil value
print(pcall({})) -- expect: false	attempt to call a table value
print(pcall(setmetatable({}, { __call = function(_, x) return "callable", x end }), 5))
-- expect: true	callable	5
print(pcall(select, 2, "a", "b")) -- expect: true	b
print(pcall(string.rep, "x", 3)) -- expect: true	xxx
