-- messages of malformed patterns
local function try(pattern) print(select(2, pcall(string.find, "text", pattern))) end
try("[a") -- expect: malformed pattern (missing ']')
try("[]") -- expect: malformed pattern (missing ']')
try("[^]") -- expect: malformed pattern (missing ']')
try("%") -- expect: malformed pattern (ends with '%')
try("(t") -- expect: unfinished capture
try("t)") -- expect: nil
try("%f") -- expect: missing '[' after '%f' in pattern
try("%fx") -- expect: missing '[' after '%f' in pattern
try("[a-") -- expect: malformed pattern (missing ']')
try("[%") -- expect: malformed pattern (missing ']')
try("((t)") -- expect: unfinished capture
print(("a%b"):find("%%"), ("x"):find("%x"), ("t"):find("%t")) -- expect: 2	nil	1	1
print(pcall(string.match, "aab", ("a?"):rep(10) .. ".-b")) -- expect: true	aab
