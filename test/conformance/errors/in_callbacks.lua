-- errors in functions that the library calls
local function try(...) print(select(2, pcall(...))) end
try(string.gsub, "abc", "b", function() error("gsub", 0) end) -- expect: gsub
try(table.sort, { 3, 2, 1 }, function() error("sort", 0) end) -- expect: sort
try(load, function() error("reader", 0) end) -- expect: nil	reader
try(string.gsub, "abc", "b", function() return {} end) -- expect: invalid replacement value (a table)
try(string.gsub, "abc", "b", { b = true }) -- expect: invalid replacement value (a boolean)
print(("abc"):gsub("b", { b = false }), ("abc"):gsub("b", function() end)) -- expect: abc	abc	1
try(xpcall, error, function(m) return "handled " .. tostring(m) end, "m") -- expect: false	handled m
print(xpcall(error, function(m) return "handled " .. tostring(m) end, "m")) -- expect: false	handled m
try(table.concat, setmetatable({}, { __index = function() error("elem", 0) end }), "", 1, 2) -- expect: elem
