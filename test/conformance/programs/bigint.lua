-- addition and multiplication of integers of any size, factorials and powers
local BASE, DIGITS = 10000000, 7
local Big = {}
Big.__index = Big
local function normalize(t)
  while #t > 1 and t[#t] == 0 do t[#t] = nil end
  return setmetatable(t, Big)
end
local function big(v)
  local s, t = tostring(v), {}
  for i = #s, 1, -DIGITS do t[#t + 1] = tonumber(s:sub(math.max(1, i - DIGITS + 1), i)) end
  return normalize(t)
end
Big.__add = function(a, b)
  local r, carry = {}, 0
  for i = 1, math.max(#a, #b) do
    local s = (a[i] or 0) + (b[i] or 0) + carry
    r[i], carry = s % BASE, s // BASE
  end
  if carry > 0 then r[#r + 1] = carry end
  return normalize(r)
end
Big.__mul = function(a, b)
  local r = {}
  for i = 1, #a + #b do r[i] = 0 end
  for i = 1, #a do
    local carry = 0
    for j = 1, #b do
      local s = r[i + j - 1] + a[i] * b[j] + carry
      r[i + j - 1], carry = s % BASE, s // BASE
    end
    r[i + #b] = r[i + #b] + carry
  end
  return normalize(r)
end
Big.__tostring = function(a)
  local out = { tostring(a[#a]) }
  for i = #a - 1, 1, -1 do out[#out + 1] = ("%07d"):format(a[i]) end
  return table.concat(out)
end
Big.__eq = function(a, b) return tostring(a) == tostring(b) end
print(big("99999999999999999999") + big(1), big(0) + big(0), big("123456789123456789") * big("987654321987654321"))
-- expect: 100000000000000000000	0	121932631356500531347203169112635269
local f = big(1)
for i = 2, 30 do f = f * big(i) end
print(f) -- expect: 265252859812191058636308480000000
local a, b = big(0), big(1)
for _ = 1, 150 do a, b = b, a + b end
print(a) -- expect: 9969216677189303386214405760200
local p = big(1)
for _ = 1, 128 do p = p + p end
print(p, p == big(2) * big("170141183460469231731687303715884105728"))
-- expect: 340282366920938463463374607431768211456	true
