-- error values of any type arrive unchanged
print(pcall(error)) -- expect: false	nil
print(pcall(error, nil)) -- expect: false	nil
print(pcall(error, 42)) -- expect: false	42
print(pcall(error, 1.5, 2)) -- expect: false	1.5
print(pcall(error, true)) -- expect: false	true
local t = { code = 7 }
local ok, e = pcall(error, t)
print(ok, e == t, e.code) -- expect: false	true	7
local E = setmetatable({}, { __tostring = function() return "custom error" end })
local ok2, e2 = pcall(function() error(E) end)
print(ok2, e2 == E, tostring(e2)) -- expect: false	true	custom error
print(select("#", pcall(error))) -- expect: 2
local f = function() end
print(select(2, pcall(error, f)) == f) -- expect: true
print(pcall(function() error("with position") end)) -- expect: false	values.lua:16: with position
print(pcall(function() error(42) end)) -- expect: false	42
print(pcall(function() error("", 1) end)) -- expect: false	values.lua:18:
