-- §6.1: load from a reader function
local pieces = { "return ", "1 ", "+ ", "2", nil }
local i = 0
print(load(function() i = i + 1; return pieces[i] end)()) -- expect: 3
local parts = { "local a = ", "'x'", "; return a", "" , "never read" }
i = 0
print(load(function() i = i + 1; return parts[i] end)(), i) -- expect: x	4
print(pcall(load, function() return {} end)) -- expect: true	nil	reader function must return a string
print(pcall(load, function() error("reader fails", 0) end)) -- expect: true	nil	reader fails
print(load(function() return nil end) ~= nil, pcall(load(function() end))) -- expect: true	true
local n = 0
print(pcall(load, function() n = n + 1; if n <= 3 then return "x" end end, "=xs"))
-- expect: true	nil	xs:1: syntax error near <eof>
local s = "return 'many small pieces'"
local at = 0
print(load(function() at = at + 1; return at <= #s and s:sub(at, at) or nil end)())
-- expect: many small pieces
