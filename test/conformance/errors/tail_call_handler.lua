-- §6.4: a library function that a tail call calls through __call is named, and placed, as it is in any other call.
local f7 = setmetatable({v = 1}, {__call = select})
local t = {f = f7}
local function try(f, ...) print((select(2, pcall(f, ...)):gsub("^[^:]*:(%d+):", "line %1:"))) end
try(function() return f7(1, nil, 3) end) -- expect: line 5: bad argument #1 to 'f7' (number expected, got table)
try(function() local x = f7(1, nil, 3) return x end) -- expect: line 6: bad argument #1 to 'f7' (number expected, got table)
try(function() return (f7(1, nil, 3)) end) -- expect: line 7: bad argument #1 to 'f7' (number expected, got table)
try(function() return t.f(1, nil, 3) end) -- expect: line 8: bad argument #1 to 'f' (number expected, got table)
try(f7, 1, 2) -- expect: bad argument #1 to 'select' (number expected, got table)
