-- argument errors of the string library
local function try(f, ...) print(select(2, pcall(f, ...))) end
try(string.upper) -- expect: bad argument #1 to 'string.upper' (string expected, got no value)
try(string.len, nil) -- expect: bad argument #1 to 'string.len' (string expected, got nil)
try(string.reverse, {}) -- expect: bad argument #1 to 'string.reverse' (string expected, got table)
try(string.format) -- expect: bad argument #1 to 'string.format' (string expected, got no value)
try(string.format, "%d") -- expect: bad argument #2 to 'string.format' (no value)
try(string.format, "%d", "x") -- expect: bad argument #2 to 'string.format' (number expected, got string)
try(string.format, "%y", 1) -- expect: invalid conversion '%y' to 'format'
try(string.format, "%", 1) -- expect: invalid conversion '%' to 'format'
try(string.format, "%s") -- expect: bad argument #2 to 'string.format' (no value)
try(string.find, "x", nil) -- expect: bad argument #2 to 'string.find' (string expected, got nil)
try(string.gsub, "x", "x")
-- expect: bad argument #3 to 'string.gsub' (string/function/table expected, got no value)
try(string.gsub, "x", "x", "y", "z") -- expect: bad argument #4 to 'string.gsub' (number expected, got string)
try(string.rep, "x", "y") -- expect: bad argument #2 to 'string.rep' (number expected, got string)
try(string.byte, {}, 1) -- expect: bad argument #1 to 'string.byte' (string expected, got table)
try(string.format, "%10q", "x") -- expect: specifier '%q' cannot have modifiers
try(string.format, "%q", {}) -- expect: bad argument #2 to 'string.format' (value has no literal form)
try(string.format, "%c", "x") -- expect: bad argument #2 to 'string.format' (number expected, got string)
try(string.format, "%.123d", 1) -- expect: invalid conversion specification: '%.123d'
try(string.format, "%0123d", 1) -- expect: invalid conversion specification: '%0123d'
