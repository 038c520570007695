-- shifts by counts that are variables, alone and inside of other operators
local values = { 0, 1, -1, 5, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, -0x80000000, -0x80000001,
  math.maxinteger, math.mininteger, 1 << 53, (1 << 53) - 1, 0x123456789abcdef, -0x123456789abcdef, 3.0, 2.0 ^ 40 }
local function each(f)
  local h = 0
  for _ = 1, 3 do
    for _, x in ipairs(values) do
      for n = -70, 70 do h = h * 31 + f(x, n) end
    end
  end
  return h
end
print(each(function(x, n) return x << n end)) -- expect: -8067173507310835066
print(each(function(x, n) return x >> n end)) -- expect: -9098445041302542714
print(each(function(x, n) return ((x >> n) | (x << (32 - n))) & 0xffffffff end))
-- expect: 6619205006398056363
print(each(function(x, n) return (x << n) | (x >> (64 - n)) end)) -- expect: 4382659889354696844
print(each(function(x, n) return (x >> n & 0xff) << n ~ n end)) -- expect: 3225845647473518472
print(each(function(x, n) return (1 << n) - 1 & x end)) -- expect: 572861639834306432
print(each(function(x, n) return (0xff << n | 7 >> n) + (n << n) end)) -- expect: 2571901235489067744
print(each(function(x, n) return ~(n >> x) & 0xffff end)) -- expect: -2562903279700602327
print(each(function(x, n) x = x ~ x << n x = x ~ x >> (n & 63) return x end)) -- expect: -2392662321297380704
print(each(function(x) return x >> 32 end)) -- expect: -4945302566744769639
print(each(function(x) return x >> 33 end)) -- expect: 8534556469298119054
print(each(function(x) return x >> 63 end)) -- expect: 2403689996573676803
print(each(function(x) return (x >> 64) + (x >> 32) end)) -- expect: -4945302566744769639

-- counts are numbers of any kind
local function rotate(x, n) return (x << n) | (x >> (64 - n)) end
for i = 1, 300 do rotate(i, i & 63) end
print(rotate(5, 3.0), rotate(5, 62.0), rotate(5, math.maxinteger), rotate(5, math.mininteger), rotate(5, 2.0 ^ 53))
-- expect: 40	4611686018427387905	0	0	0
print(select(2, pcall(rotate, 5, "2")):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a string value (local 'n')
print(select(2, pcall(rotate, 5, 1.5)):match("number.*"))
-- expect: number (local 'n') has no integer representation
print(select(2, pcall(rotate, 5, {})):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a table value (local 'n')
print(select(2, pcall(rotate, nil, 3)):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a nil value (local 'x')
local function high(x) return x >> 40 end
print(high(2.0 ^ 60), select(2, pcall(high, 2.0 ^ 70)):match("number.*"))
-- expect: 1048576	number (local 'x') has no integer representation
print(select(2, pcall(high, {})):match("attempt.*"))
-- expect: attempt to perform bitwise operation on a table value (local 'x')

-- metamethods come in order
local log = {}
local mt = {}
for _, name in ipairs { "shl", "shr", "sub", "bor", "band" } do
  mt["__" .. name] = function() log[#log + 1] = name return 6 end
end
local o = setmetatable({}, mt)
print(rotate(o, 3), rotate(3, o), rotate(o, o), high(o), table.concat(log, " "))
-- expect: 6	6	6	6	shl shr shl sub shl sub shr shr

-- counts that are known
local function known(x) return (-5 >> ~1) + x, x << ~x ~ ~3, x >> ~-5 ~ 2, (x << (2 - 5)) | 1 end
print(known(3)) -- expect: -17	-4	2	1
