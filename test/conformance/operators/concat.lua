-- §3.4.6: concatenation is right associative and takes strings and numbers
print("a" .. "b" .. "c", 1 .. 2 .. 3, "" .. "", 1.5 .. "x") -- expect: abc	123		1.5x
local order = setmetatable({}, { __concat = function(a, b)
  local function name(v) return type(v) == "table" and "T" or v end
  return "(" .. name(a) .. "." .. name(b) .. ")"
end })
local first, middle = order .. "a" .. "b", "a" .. order .. "b" .. "c"
local last = "b" .. order
print(first, middle, "a" .. last) -- expect: (T.ab)	a(T.bc)	a(b.T)
print(select(2, pcall(function() return "a" .. nil end)))
-- expect: concat.lua:10: attempt to concatenate a nil value
print(select(2, pcall(function() return {} .. "a" end)))
-- expect: concat.lua:12: attempt to concatenate a table value
print(select(2, pcall(function() local s = "x"; return s .. true end)))
-- expect: concat.lua:14: attempt to concatenate a boolean value
