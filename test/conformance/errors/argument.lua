-- messages of wrong arguments of library functions
local function try(f, ...) print(select(2, pcall(f, ...))) end
try(string.rep) -- expect: bad argument #1 to 'string.rep' (string expected, got no value)
try(string.rep, "x") -- expect: bad argument #2 to 'string.rep' (number expected, got no value)
try(string.rep, {}, 1) -- expect: bad argument #1 to 'string.rep' (string expected, got table)
try(string.rep, "x", {}) -- expect: bad argument #2 to 'string.rep' (number expected, got table)
try(setmetatable, 1, {}) -- expect: bad argument #1 to 'setmetatable' (table expected, got number)
try(tonumber, {}, 10) -- expect: bad argument #1 to 'tonumber' (string expected, got table)
try(table.insert, {}, 1, 2, 3) -- expect: wrong number of arguments to 'insert'
try(table.insert, {}, 5, 1) -- expect: bad argument #2 to 'table.insert' (position out of bounds)
try(table.insert, nil, 1) -- expect: bad argument #1 to 'table.insert' (table expected, got nil)
try(table.concat, { {} }) -- expect: invalid value (table) at index 1 in table for 'concat'
try(math.floor, "a") -- expect: bad argument #1 to 'math.floor' (number expected, got string)
try(math.floor) -- expect: bad argument #1 to 'math.floor' (number expected, got no value)
try(string.char, 256) -- expect: bad argument #1 to 'string.char' (value out of range)
try(string.char, -1) -- expect: bad argument #1 to 'string.char' (value out of range)
try(io.open, nil) -- expect: bad argument #1 to 'io.open' (string expected, got nil)
try(os.time, { year = 2020 }) -- expect: field 'month' missing in date table
try(coroutine.resume, 1) -- expect: bad argument #1 to 'coroutine.resume' (thread expected, got number)
try(coroutine.wrap) -- expect: bad argument #1 to 'coroutine.wrap' (function expected, got no value)
try(load, nil) -- expect: bad argument #1 to 'load' (function expected, got nil)
try(error) -- expect: nil
try(select, 0) -- expect: bad argument #1 to 'select' (index out of range)
try(utf8.codepoint, "abc", 10) -- expect: bad argument #3 to 'utf8.codepoint' (out of bounds)
