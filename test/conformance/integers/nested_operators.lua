-- nested integer operators: 64 bits wide, with operands of every kind
local function each(f)
  local values = { 0, 1, -1, 7, 255, 0x7fffffff, 0x80000000, 0xffffffff, 1 << 40, (1 << 53) - 1, 1 << 53,
    0x7fffffffffffffff, math.mininteger, -(1 << 32), 0x123456789abcdef, -0x123456789abcdef }
  local h = 0
  for _ = 1, 20 do
    for i = 1, #values do
      for j = 1, #values do
        h = h * 31 + f(values[i], values[j])
      end
    end
  end
  return h
end
print(each(function(a, b) return (a ~ b) * 0x100000001b3 end)) -- expect: 3172848075861020032
print(each(function(a, b) return (a ~ b) & 0xff end)) -- expect: -5471913060662764416
print(each(function(a, b) return (a + b) & b | a end)) -- expect: -5844329439228534464
print(each(function(a, b) return (a - b) ~ (b - a) end)) -- expect: -8274690963391015104
print(each(function(a, b) return a * b & 0xffffffffffff end)) -- expect: -602866030179798208
print(each(function(a, b) return (a << 13) ~ (a >> 7) ~ (b << 33) ~ (b >> 40) end)) -- expect: 2736349112086507680
print(each(function(a, b) return ~(a << 32) | b >> 32 | a >> 63 | b << 63 end)) -- expect: -5290497827978952704
print(each(function(a, b) return ~(a & ~b) end)) -- expect: -1453550463747548480
print(each(function(a, b) return 5 - (a | b) end)) -- expect: 2967075407996911808
print(each(function(a, b) return (a * b + a) >> 11 end)) -- expect: -266018512173252476

-- floats with integer values count, too; others are errors
local function mix(a, b) return (a ~ b) & 0xffff | 1 end
for i = 1, 300 do mix(i, 3) end
print(mix(5.0, 3), mix(2.0 ^ 53, 1)) -- expect: 7	1
print(select(2, pcall(mix, 1.5, 2)):match("number.*")) -- expect: number (local 'a') has no integer representation
print(select(2, pcall(mix, {}, 2)):match("attempt to perform bitwise operation on a table value %(local 'a'%)"))
-- expect: attempt to perform bitwise operation on a table value (local 'a')

-- metamethods come in order, with the values of that moment
local log = {}
local mt = {}
local function noted(name, result)
  return function(a, b)
    log[#log + 1] = name .. "(" .. (type(a) == "table" and "t" or tostring(a)) .. "," ..
      (type(b) == "table" and "t" or tostring(b)) .. ")"
    return result
  end
end
mt.__bxor, mt.__band, mt.__shl, mt.__bnot = noted("bxor", 9), noted("band", 6), noted("shl", 4), noted("bnot", 12)
local t = setmetatable({}, mt)
local function all(x, y) return ~(x ~ y) & (y << 2) | 1 end
print(all(t, 3), all(3, t), table.concat(log, " ")) -- expect: 5	5	bxor(t,3) bxor(3,t) shl(t,2)
log = {}
local shared = t
mt.__shl = function() shared = 5 return 8 end
local function changing() return (shared << 1) ~ shared end
print(changing(), changing()) -- expect: 13	15

-- operands that are calls are evaluated once, in order
local seen = {}
local function v(x) seen[#seen + 1] = x return x end
print((v(1) ~ v(2)) & v(7) | v(8), table.concat(seen, " ")) -- expect: 11	1 2 7 8
