-- locals that are integers at one time and floats at another
local function show(...)
  local parts = table.pack(...)
  for i = 1, parts.n do
    local v = parts[i]
    parts[i] = type(v) == "number" and math.type(v):sub(1, 1) .. string.format("%.17g", v) or tostring(v)
  end
  return table.concat(parts, " ")
end

local function collatz(n)
  local steps = 0
  while n ~= 1 do
    local m = n
    if m % 2 == 0 then m = m / 2 else m = 3 * m + 1 end
    n = m
    steps = steps + 1
  end
  return n, steps
end
print(show(collatz(27))) -- expect: f1 i111
print(show(collatz(97.0))) -- expect: f1 i118

-- the kind follows the last assignment
local function kinds(rounds)
  local x, seen = 0, {}
  for i = 1, rounds do
    if i % 3 == 0 then x = x / 2 elseif i % 3 == 1 then x = i * 4 else x = x - 1 end
    seen[#seen + 1] = show(x)
  end
  return table.concat(seen, " ")
end
print(kinds(9)) -- expect: i4 i3 f1.5 i16 i15 f7.5 i28 i27 f13.5

-- integers wrap, floats do not
local function wrap(start, factor)
  local x, half = start, 0
  for _ = 1, 3 do
    x = x * factor
    half = x / 2
    if half < 0 then x = x - 1 end
    x = x + 0
  end
  x = x == 7 and half or x
  return x, half
end
print(show(wrap(math.maxinteger, 3))) -- expect: i9.2233720368547758e+18 f4.6116860184273879e+18
print(show(wrap(2 ^ 53, 3))) -- expect: f2.4319437987800678e+17 f1.2159718993900339e+17
print(show(wrap(1 << 40, 1 << 20))) -- expect: i0 f0

local function step(x, y)
  local r = x
  r = r * y
  if y == 99 then r = r / 1 end
  return r
end
local values = { 0, -0.0, 1, -1, 3, 0.5, 2.0, 2 ^ 53, 1 << 53, math.mininteger, math.maxinteger, 1 / 0, -1 / 0 }
local function arithmetic(a, b)
  local x = 0
  x = a
  local p, s, d, n = 0, 0, 0, 0
  p = x * b
  s = x + b
  d = x - b
  n = -x
  local t = p * s - d
  if t == 1e300 then
    -- so that these are taken for floats at times
    x, p, s, d, n, t = x / 2, p / 2, s / 2, d / 2, n / 2, t / 2
  end
  return x, p, s, d, n, t
end
for _, a in ipairs(values) do
  for _, b in ipairs { 0, -3, 1.5, -0.0, 1 << 62 } do print(show(a, b), "->", show(arithmetic(a, b))) end
-- expect: i0 i0	->	i0 i0 i0 i0 i0 i0
-- expect: i0 i-3	->	i0 i0 i-3 i3 i0 i-3
-- expect: i0 f1.5	->	i0 f0 f1.5 f-1.5 i0 f1.5
-- expect: i0 f-0	->	i0 f-0 f0 f0 i0 f-0
-- expect: i0 i4.6116860184273879e+18	->	i0 i0 i4.6116860184273879e+18 i-4.6116860184273879e+18 i0 i4.6116860184273879e+18
-- expect: f-0 i0	->	f-0 f-0 f0 f-0 f0 f0
-- expect: f-0 i-3	->	f-0 f0 f-3 f3 f0 f-3
-- expect: f-0 f1.5	->	f-0 f-0 f1.5 f-1.5 f0 f1.5
-- expect: f-0 f-0	->	f-0 f0 f-0 f0 f0 f-0
-- expect: f-0 i4.6116860184273879e+18	->	f-0 f-0 f4.6116860184273879e+18 f-4.6116860184273879e+18 f0 f4.6116860184273879e+18
-- expect: i1 i0	->	i1 i0 i1 i1 i-1 i-1
-- expect: i1 i-3	->	i1 i-3 i-2 i4 i-1 i2
-- expect: i1 f1.5	->	i1 f1.5 f2.5 f-0.5 i-1 f4.25
-- expect: i1 f-0	->	i1 f-0 f1 f1 i-1 f-1
-- expect: i1 i4.6116860184273879e+18	->	i1 i4.6116860184273879e+18 i4.6116860184273879e+18 i-4.6116860184273879e+18 i-1 i9.2233720368547758e+18
-- expect: i-1 i0	->	i-1 i0 i-1 i-1 i1 i1
-- expect: i-1 i-3	->	i-1 i3 i-4 i2 i1 i-14
-- expect: i-1 f1.5	->	i-1 f-1.5 f0.5 f-2.5 i1 f1.75
-- expect: i-1 f-0	->	i-1 f0 f-1 f-1 i1 f1
-- expect: i-1 i4.6116860184273879e+18	->	i-1 i-4.6116860184273879e+18 i4.6116860184273879e+18 i-4.6116860184273879e+18 i1 i-9.2233720368547758e+18
-- expect: i3 i0	->	i3 i0 i3 i3 i-3 i-3
-- expect: i3 i-3	->	i3 i-9 i0 i6 i-3 i-6
-- expect: i3 f1.5	->	i3 f4.5 f4.5 f1.5 i-3 f18.75
-- expect: i3 f-0	->	i3 f-0 f3 f3 i-3 f-3
-- expect: i3 i4.6116860184273879e+18	->	i3 i-4.6116860184273879e+18 i4.6116860184273879e+18 i-4.6116860184273879e+18 i-3 i9.2233720368547758e+18
-- expect: f0.5 i0	->	f0.5 f0 f0.5 f0.5 f-0.5 f-0.5
-- expect: f0.5 i-3	->	f0.5 f-1.5 f-2.5 f3.5 f-0.5 f0.25
-- expect: f0.5 f1.5	->	f0.5 f0.75 f2 f-1 f-0.5 f2.5
-- expect: f0.5 f-0	->	f0.5 f-0 f0.5 f0.5 f-0.5 f-0.5
-- expect: f0.5 i4.6116860184273879e+18	->	f0.5 f2.305843009213694e+18 f4.6116860184273879e+18 f-4.6116860184273879e+18 f-0.5 f1.0633823966279327e+37
-- expect: f2 i0	->	f2 f0 f2 f2 f-2 f-2
-- expect: f2 i-3	->	f2 f-6 f-1 f5 f-2 f1
-- expect: f2 f1.5	->	f2 f3 f3.5 f0.5 f-2 f10
-- expect: f2 f-0	->	f2 f-0 f2 f2 f-2 f-2
-- expect: f2 i4.6116860184273879e+18	->	f2 f9.2233720368547758e+18 f4.6116860184273879e+18 f-4.6116860184273879e+18 f-2 f4.2535295865117308e+37
-- expect: f9007199254740992 i0	->	f9007199254740992 f0 f9007199254740992 f9007199254740992 f-9007199254740992 f-9007199254740992
-- expect: f9007199254740992 i-3	->	f9007199254740992 f-27021597764222976 f9007199254740989 f9007199254740996 f-9007199254740992 f-2.4338891524381997e+32
-- expect: f9007199254740992 f1.5	->	f9007199254740992 f13510798882111488 f9007199254740994 f9007199254740990 f-9007199254740992 f1.2169445762191006e+32
-- expect: f9007199254740992 f-0	->	f9007199254740992 f-0 f9007199254740992 f9007199254740992 f-9007199254740992 f-9007199254740992
-- expect: f9007199254740992 i4.6116860184273879e+18	->	f9007199254740992 f4.1538374868278621e+34 f4.6206932176821289e+18 f-4.6026788191726469e+18 f-9007199254740992 f1.9193608702739282e+53
-- expect: i9007199254740992 i0	->	i9007199254740992 i0 i9007199254740992 i9007199254740992 i-9007199254740992 i-9007199254740992
-- expect: i9007199254740992 i-3	->	i9007199254740992 i-27021597764222976 i9007199254740989 i9007199254740996 i-9007199254740992 i72057594037927936
-- expect: i9007199254740992 f1.5	->	i9007199254740992 f13510798882111488 f9007199254740994 f9007199254740990 i-9007199254740992 f1.2169445762191006e+32
-- expect: i9007199254740992 f-0	->	i9007199254740992 f-0 f9007199254740992 f9007199254740992 i-9007199254740992 f-9007199254740992
-- expect: i9007199254740992 i4.6116860184273879e+18	->	i9007199254740992 i0 i4.6206932176821289e+18 i-4.6026788191726469e+18 i-9007199254740992 i4.6026788191726469e+18
-- expect: i-9.2233720368547758e+18 i0	->	i-9.2233720368547758e+18 i0 i-9.2233720368547758e+18 i-9.2233720368547758e+18 i-9.2233720368547758e+18 i-9.2233720368547758e+18
-- expect: i-9.2233720368547758e+18 i-3	->	i-9.2233720368547758e+18 i-9.2233720368547758e+18 i9.2233720368547758e+18 i-9.2233720368547758e+18 i-9.2233720368547758e+18 i-3
-- expect: i-9.2233720368547758e+18 f1.5	->	i-9.2233720368547758e+18 f-1.3835058055282164e+19 f-9.2233720368547758e+18 f-9.2233720368547758e+18 i-9.2233720368547758e+18 f1.2760588759535192e+38
-- expect: i-9.2233720368547758e+18 f-0	->	i-9.2233720368547758e+18 f0 f-9.2233720368547758e+18 f-9.2233720368547758e+18 i-9.2233720368547758e+18 f9.2233720368547758e+18
-- expect: i-9.2233720368547758e+18 i4.6116860184273879e+18	->	i-9.2233720368547758e+18 i0 i-4.6116860184273879e+18 i4.6116860184273879e+18 i-9.2233720368547758e+18 i-4.6116860184273879e+18
-- expect: i9.2233720368547758e+18 i0	->	i9.2233720368547758e+18 i0 i9.2233720368547758e+18 i9.2233720368547758e+18 i-9.2233720368547758e+18 i-9.2233720368547758e+18
-- expect: i9.2233720368547758e+18 i-3	->	i9.2233720368547758e+18 i-9.2233720368547758e+18 i9.2233720368547758e+18 i-9.2233720368547758e+18 i-9.2233720368547758e+18 i-14
-- expect: i9.2233720368547758e+18 f1.5	->	i9.2233720368547758e+18 f1.3835058055282164e+19 f9.2233720368547758e+18 f9.2233720368547758e+18 i-9.2233720368547758e+18 f1.2760588759535192e+38
-- expect: i9.2233720368547758e+18 f-0	->	i9.2233720368547758e+18 f-0 f9.2233720368547758e+18 f9.2233720368547758e+18 i-9.2233720368547758e+18 f-9.2233720368547758e+18
-- expect: i9.2233720368547758e+18 i4.6116860184273879e+18	->	i9.2233720368547758e+18 i-4.6116860184273879e+18 i-4.6116860184273879e+18 i4.6116860184273879e+18 i-9.2233720368547758e+18 i1
-- expect: finf i0	->	finf f-nan finf finf f-inf f-nan
-- expect: finf i-3	->	finf f-inf finf finf f-inf f-inf
-- expect: finf f1.5	->	finf finf finf finf f-inf f-nan
-- expect: finf f-0	->	finf f-nan finf finf f-inf f-nan
-- expect: finf i4.6116860184273879e+18	->	finf finf finf finf f-inf f-nan
-- expect: f-inf i0	->	f-inf f-nan f-inf f-inf finf f-nan
-- expect: f-inf i-3	->	f-inf finf f-inf f-inf finf f-nan
-- expect: f-inf f1.5	->	f-inf f-inf f-inf f-inf finf finf
-- expect: f-inf f-0	->	f-inf f-nan f-inf f-inf finf f-nan
-- expect: f-inf i4.6116860184273879e+18	->	f-inf f-inf f-inf f-inf finf finf
end
print(show(step(3, 99)), show(step(-0.0, 5)), show(step(0, -5))) -- expect: f297	f-0	i0

-- the sign of a zero
local function zero(k)
  local z = 0
  z = z * k
  local w = z
  if k == 5 then z, w = z / 3, w / 3 end
  w = -z
  return 1 / z, 1 / w, 1 / (z + w), 1 / (z * -1)
end
print(show(zero(-3))) -- expect: finf finf finf finf
print(show(zero(-3.0))) -- expect: f-inf finf finf finf
print(show(zero(5))) -- expect: finf f-inf finf f-inf

-- values of other types: by metamethods, and strings that are numbers
local meta = {}
meta.__index = meta
for _, event in ipairs { "add", "sub", "mul", "div", "unm" } do
  meta["__" .. event] = function(a, b)
    return event == "sub" and 7 or event == "mul" and "3" or setmetatable({ event = event }, meta)
  end
end
local function others(v)
  local x = 1
  local out = {}
  x = x + v
  out[1] = type(x) == "table" and x.event or show(x)
  x = x * v
  out[2] = show(x)
  x = x * 2
  out[3] = show(x)
  x = v - x
  out[4] = show(x)
  x = -v
  out[5] = type(x) == "table" and x.event or show(x)
  x = x / v
  out[6] = type(x) == "table" and x.event or show(x)
  return table.concat(out, " ")
end
print(others(setmetatable({}, meta))) -- expect: add 3 i6 i7 unm div
print(others("4")) -- expect: i5 i20 i40 i-36 i-4 f-1
print(others("0x10")) -- expect: i17 i272 i544 i-528 i-16 f-1
print(others(2.0)) -- expect: f3 f6 f12 f-10 f-2 f-1

-- what the operators say about operands that are no numbers
local function fails(v)
  local x = 1
  x = x / 2
  x = x + v
  return x
end
print((select(2, pcall(fails, {})):gsub("^.-:%d+: ", "")))
-- expect: attempt to perform arithmetic on a table value (local 'v')
print((select(2, pcall(fails, "a")):gsub("^.-:%d+: ", "")))
-- expect: attempt to add a 'number' with a 'string'
print((select(2, pcall(fails)):gsub("^.-:%d+: ", "")))
-- expect: attempt to perform arithmetic on a nil value (local 'v')
local function wrong()
  local total = 0
  local unit = nil
  for i = 1, 3 do
    total = total / 2
    total = total + unit
  end
  return total
end
print((select(2, pcall(wrong)):gsub("^.-:%d+: ", "")))
-- expect: attempt to perform arithmetic on a nil value (local 'unit')
local function concat_and_index()
  local x = 0
  x = x / 4
  x = x + 1
  local s = x .. ""
  local _, message = pcall(function(v) return v.field end, x)
  return s, message:match("attempt.*"), #s
end
print(concat_and_index()) -- expect: 1.0	attempt to index a number value (local 'v')	3

-- comparisons, conditions, keys, arguments, results
local function uses(n)
  local x = n
  x = x * 2
  local keys = { [2] = "two", [3.5] = "three and a half" }
  local r = { x == 2, x ~= 2, x < 2.5, x >= 2, not x, keys[x], keys[x + 1.5], math.max(x, 1), select("#", x, x) }
  if x == 1000 then x = x / 3 end
  for i = 1, 9 do r[i] = tostring(r[i]) end
  return table.concat(r, " "), x // 1, x % 2, x ^ 2, x & 3, ("%d"):format(x)
end
print(show(uses(1))) -- expect: true false true true false two three and a half 2 2 i2 i0 f4 i2 2
print(show(uses(1.0))) -- expect: true false true true false two three and a half 2.0 2 f2 f0 f4 i2 2
print((select(2, pcall(uses, 0.75)):gsub("^.-:%d+: ", "")))
-- expect: number (local 'x') has no integer representation

-- exchanged, and assigned together
local function exchange(n)
  local a, b = 0, 1
  for i = 1, n do
    a, b = b, a + b
    if i == 50 then b = b / 1 end
  end
  return a, b
end
print(show(exchange(10))) -- expect: i55 i89
print(show(exchange(60))) -- expect: f1548008755920 f2504730781961
print(show(exchange(100))) -- expect: f3.54224848179262e+20 f5.731478440138172e+20

-- a coroutine that is suspended in a metamethod of such an operator
local yielding = setmetatable({}, { __add = function(a, b)
  local v = coroutine.yield("added")
  return v
end })
local co = coroutine.wrap(function()
  local x = 1
  local trace = {}
  for i = 1, 3 do
    x = x / 2
    x = x + yielding
    trace[i] = show(x)
    x = i
  end
  return table.concat(trace, " ")
end)
print(co(), co(4), co(4.0), co("s")) -- expect: added	added	added	i4 f4 s

-- numeric loops and their bounds
local function bounds()
  local from, to, by = 1, 3, 1
  to = to / 1
  by = by + 0
  from = from * 1
  local out = {}
  for i = from, to, by do out[#out + 1] = show(i) end
  from = from / 1
  for i = from, to do out[#out + 1] = show(i) end
  return table.concat(out, " ")
end
print(bounds()) -- expect: i1 i2 i3 f1 f2 f3

-- repeated until something of the block holds, with a jump
local function jumps()
  local x, rounds = 64, 0
  repeat
    rounds = rounds + 1
    if x % 4 == 0 then
      x = x / 4
      goto continue
    end
    x = x - 1
    ::continue::
    local done = x == 0
  until done
  return x, rounds
end
print(show(jumps())) -- expect: f0 i4
