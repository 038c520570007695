-- §2.4 __band __bor __bxor __shl __shr __bnot
local B = {}
local function name(x) return getmetatable(x) == B and "B" or tostring(x) end
for _, op in ipairs { "band", "bor", "bxor", "shl", "shr", "bnot" } do
  B["__" .. op] = function(a, b) return op .. "(" .. name(a) .. "," .. name(b) .. ")" end
end
local b = setmetatable({}, B)
print(b & 1, 1 & b, b | 2, "x" | b) -- expect: band(B,1)	band(1,B)	bor(B,2)	bor(x,B)
print(b ~ 3, 3 ~ b, b << 1, 1 << b, b >> 2, 2 >> b)
-- expect: bxor(B,3)	bxor(3,B)	shl(B,1)	shl(1,B)	shr(B,2)	shr(2,B)
print(~b) -- expect: bnot(B,B)
print(1.5 & b, b & 1.5) -- expect: band(1.5,B)	band(B,1.5)
print(pcall(function() return {} & 1 end))
-- expect: false	bitwise.lua:13: attempt to perform bitwise operation on a table value
