-- §3.4.3: where a string is an operand and the other is no number, messages have the basic type, not __name.
local o = setmetatable({}, { __name = "My.Type" })
local function try(f) print((select(2, pcall(f)):gsub("^[^:]*:%d+: ", ""))) end
try(function() return "10" % o end) -- expect: attempt to mod a 'string' with a 'table'
try(function() return o % "10" end) -- expect: attempt to mod a 'table' with a 'string'
try(function() return "a" + o end) -- expect: attempt to add a 'string' with a 'table'
try(function() return -o end) -- expect: attempt to perform arithmetic on a My.Type value (upvalue 'o')
