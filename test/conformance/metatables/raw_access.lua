-- §6.1: rawget, rawset, rawequal, rawlen never call metamethods
local bad = function() error("metamethod called") end
local t = setmetatable({ 1, 2 }, { __index = bad, __newindex = bad, __eq = bad, __len = bad })
print(rawget(t, "x"), rawset(t, "x", 5) == t, rawget(t, "x")) -- expect: nil	true	5
print(rawequal(t, setmetatable({}, getmetatable(t))), rawlen(t)) -- expect: false	2
print(pcall(rawget, 1, 1)) -- expect: false	bad argument #1 to 'rawget' (table expected, got number)
print(pcall(rawset, {}, 1)) -- expect: false	bad argument #3 to 'rawset' (value expected)
print(pcall(rawlen, 5)) -- expect: false	bad argument #1 to 'rawlen' (table or string expected, got number)
print(pcall(rawget, {})) -- expect: false	bad argument #2 to 'rawget' (value expected)
print(pcall(rawequal, 1)) -- expect: false	bad argument #2 to 'rawequal' (value expected)
print(pcall(rawset, "s", 1, 2)) -- expect: false	bad argument #1 to 'rawset' (table expected, got string)
