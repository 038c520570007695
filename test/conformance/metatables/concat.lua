-- §2.4 __concat: when an operand is neither string nor number
local C = {}
C.__concat = function(a, b)
  local function s(x) return getmetatable(x) == C and x.s or tostring(x) end
  return setmetatable({ s = "<" .. s(a) .. "|" .. s(b) .. ">" }, C)
end
local c = setmetatable({ s = "c" }, C)
print((c .. 1).s, (1 .. c).s, (c .. c).s) -- expect: <c|1>	<1|c>	<c|c>
print(("a" .. "b" .. c .. "d" .. "e").s) -- expect: <a|<b|<c|de>>>
print((c .. nil).s, ({} .. c).s:sub(1, 7)) -- expect: <c|nil>	<table:
print(pcall(function() return "a" .. {} end))
-- expect: false	concat.lua:11: attempt to concatenate a table value
local once = setmetatable({}, { __concat = function(a, b) return type(a) .. type(b), "dropped" end })
print(once .. "x", "x" .. once, 1.5 .. once .. 2) -- expect: tablestring	stringtable	1.5tablenumber
