-- an error in the iterator of ipairs is a library function's: without a position
print(pcall(function() for _ in ipairs(nil) do end end)) -- expect: false	attempt to index a nil value
print(pcall(function() local f = ipairs({}) f(1, 2) end)) -- expect: false	attempt to index a number value
print(pcall(function() local f = ipairs({}) f() end))
-- expect: false	in_ipairs.lua:4: bad argument #2 to 'f' (number expected, got no value)
local t = setmetatable({}, { __index = function() error("no", 2) end })
print(pcall(function() for _ in ipairs(t) do end end)) -- expect: false	no
