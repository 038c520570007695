-- comparisons of a remainder with a constant
local function tests(x)
  return x % 2 == 0, x % 2 == 1, x % 2 ~= 0, x % 3 == 2, x % 3 == -1, x % 3 == 3, x % 10 == 0
end
print(tests(0)) -- expect: true	false	false	false	false	false	true
print(tests(-1)) -- expect: false	true	true	true	false	false	false
print(tests(-4)) -- expect: true	false	false	true	false	false	false
print(tests(29)) -- expect: false	true	true	true	false	false	false
print(tests(2^31 | 0)) -- expect: true	false	false	true	false	false	false
print(tests((2^53 | 0) + 1)) -- expect: false	true	true	false	false	false	false
print(tests(math.mininteger)) -- expect: true	false	false	false	false	false	false
print(tests(math.maxinteger)) -- expect: false	true	true	false	false	false	false
print(tests(4.0)) -- expect: true	false	false	false	false	false	false
print(tests(-0.0)) -- expect: true	false	false	false	false	false	true
print(tests(5.5)) -- expect: false	false	true	false	false	false	false
print(tests(-7.0)) -- expect: false	true	true	true	false	false	false
print(tests(2^70)) -- expect: true	false	false	false	false	false	false
print(tests(1 / 0)) -- expect: false	false	true	false	false	false	false
print(tests(0 / 0)) -- expect: false	false	true	false	false	false	false
print(tests("12")) -- expect: true	false	false	false	false	false	false
print(tests("0x1p1")) -- expect: true	false	false	true	false	false	false

local half = 1
for _ = 1, 5 do half = half / 2 * 3 end
print(half % 2 == 1, half % 1 == 0, half % 1 ~= 0) -- expect: false	false	true

print(select(2, pcall(tests, {})):gsub("^.-:", "")) -- expect: 3: attempt to perform arithmetic on a table value (local 'x')	1
print(select(2, pcall(tests)):gsub("^.-:", "")) -- expect: 3: attempt to perform arithmetic on a nil value (local 'x')	1
print(select(2, pcall(function(t) return t.x % 2 == 0 end, {})):gsub("^.-:", "")) -- expect: 29: attempt to perform arithmetic on a nil value (field 'x')	1

local answers = { 0, 1.0, "0", {} }
local at, asks = 0, false
local odd = setmetatable({}, { __mod = function(a, b)
  at = at + 1
  return asks and coroutine.yield(b) or answers[at]
end })
print(odd % 2 == 0, odd % 2 == 1, odd % 2 == 0, odd % 2 ~= 0) -- expect: true	true	false	true
at, asks = 0, true
local co = coroutine.wrap(function() return odd % 2 == 0, odd % 2 == 1, odd % 2 ~= 7 end)
print(co()) -- expect: 2
print(co(0)) -- expect: 2
print(co("1")) -- expect: 2
print(co(7.0)) -- expect: true	false	false
