-- §2.4 __index as a table: chains of tables
local A = { a = "A.a", shared = "A" }
local B = setmetatable({ b = "B.b", shared = "B" }, { __index = A })
local C = setmetatable({ c = "C.c" }, { __index = B })
print(C.a, C.b, C.c, C.shared, C.none) -- expect: A.a	B.b	C.c	B	nil
A.late = "late"
print(C.late) -- expect: late
B.shared = nil
print(C.shared) -- expect: A
rawset(C, "a", "own")
print(C.a, A.a) -- expect: own	A.a
local s = setmetatable({}, { __index = "a string" })
print(s.len == string.len) -- expect: true
print(pcall(function() return setmetatable({}, { __index = 5 }).x end))
-- expect: false	index_chain.lua:14: attempt to index a number value
print(pcall(function()
  local t = {}
  setmetatable(t, { __index = t })
  return t.x
end))
-- expect: false	index_chain.lua:19: '__index' chain too long; possible loop
