-- §6.1 __tostring and __name in tostring and error messages
local P = { __tostring = function(p) return "(" .. p.x .. ")" end }
local p = setmetatable({ x = 5 }, P)
print(p, tostring(p), ("%s"):format(p)) -- expect: (5)	(5)	(5)
print(pcall(tostring, setmetatable({}, { __tostring = function() return 1 end }))) -- expect: true	1
print(pcall(function() return p .. "" end))
-- expect: false	tostring_name.lua:6: attempt to concatenate a table value (upvalue 'p')
local named = setmetatable({}, { __name = "Vector" })
print((tostring(named):gsub("0x%x+", "ADDR"))) -- expect: Vector: ADDR
print(pcall(function() return named + 1 end))
-- expect: false	tostring_name.lua:10: attempt to perform arithmetic on a Vector value (upvalue 'named')
print(pcall(function() return named < 1 end))
-- expect: false	tostring_name.lua:12: attempt to compare Vector with number
print(pcall(string.rep, named)) -- expect: false	bad argument #1 to 'string.rep' (string expected, got Vector)
print(pcall(ipairs)) -- expect: false	bad argument #1 to 'ipairs' (value expected)
print((tostring(setmetatable({}, { __name = 5 })):gsub("0x%x+", "ADDR"))) -- expect: table: ADDR
