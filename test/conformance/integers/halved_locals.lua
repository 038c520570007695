-- locals that integer operators are assigned to: 64-bit values that are read in every way
local function fnv(s)
  local h = 0xcbf29ce484222325
  for i = 1, #s do h = (h ~ s:byte(i)) * 0x100000001b3 end
  return h
end
print(fnv(""), fnv("a"), fnv("hello world"))

-- each way of reading, in the middle
local function mixed(n)
  local h, seen, log = 1, {}, {}
  for i = 1, n do
    h = (h << 7 ~ h >> 3) + 0x9e3779b97f4a7c15
    if i == 1 then log[#log + 1] = h
    elseif i == 2 then log[#log + 1] = h .. "!"
    elseif i == 3 then log[#log + 1] = tostring(h < 0) .. tostring(h == h) .. tostring(h ~= i)
    elseif i == 4 then log[#log + 1] = h // 3 + h % 7 - -h
    elseif i == 5 then seen[h] = i log[#log + 1] = seen[h]
    elseif i == 6 then log[#log + 1] = math.type(h) .. string.format("%x", h)
    elseif i == 7 then local g = h h = h ~ 1 log[#log + 1] = g ~ h
    elseif i == 8 then log[#log + 1] = (h and 1 or 2) + (not h and 1 or 2)
    elseif i == 9 then log[#log + 1] = select("#", h, h) + #{ h, h, h }
    elseif i == 10 then log[#log + 1] = h / 2 > 0.5 and "big" or "small"
    else log[#log + 1] = h & 0xff end
  end
  return h, table.concat(log, " ")
end
print(mixed(12))

-- values of all sizes: what has less than 53 bits is the same value as ever
local function sizes(step)
  local x, keys, found = 1, {}, 0
  for i = 0, 70 do keys[1 << i] = i end
  for i = 0, 70 do
    if keys[x] ~= nil then found = found + 1 end
    x = x << step | (i & 0)
  end
  return found, x
end
print(sizes(1), sizes(3))
local function borders()
  local out = {}
  for _, start in ipairs { (1 << 53) - 2, -(1 << 53) - 1, (1 << 31) - 2, (1 << 32) - 2, -(1 << 31) - 2, -2, math.maxinteger - 1 } do
    local x = start
    for i = 1, 4 do
      x = (x ~ 0 | 0) + (i & 1 ~ 1) + 0x10000000000000 - 0x10000000000000 | 0
      x = (x & -1) + 1
      out[#out + 1] = x
    end
  end
  return table.concat(out, " ")
end
print(borders())

-- assigned together, declared again, swapped, without a value
local function swaps(n)
  local a, b = 1, 2
  for i = 1, n do
    a, b = b, (a ~ b << 9) * 0x5851f42d4c957f2d
    a = (a << 5 ~ a >> 7) + i
    local c = a
    c = (c ~ b) << 1 | 1
    local c2
    c2 = (c ~ i) * 3 & ~i
    b = b ~ c2 ~ c >> 2
  end
  return a, b
end
print(swaps(5), swaps(40))
local function late()
  local h
  if h == nil then h = 5 end
  repeat h = (h ~ h << 13) + 1 until h > 1 << 40 or h < 0
  local g = h
  do local h = g h = h ~ h >> 7 ~ 3 g = h end
  return h, g
end
print(late())

-- suspended in between, and in loops of the main chunk
local co = coroutine.wrap(function(h)
  for i = 1, 3 do
    local x = h
    x = (x ~ i) * 0x100000001b3 ~ x
    h = x ~ coroutine.yield(x) << 3
    x = x ~ (coroutine.yield(h) << 40 | 1)
    h = (h ~ x) * 31 | i
  end
  return h
end)
print(co(math.mininteger), co(1), co(2), co(3), co(4), co(5), co(6))
local h = 7
for i = 1, 3 do
  for j = 1, 3 do
    h = (h ~ i * j) * 6364136223846793005 + 1442695040888963407
    for k = 1, 2 do h = h ~ h >> 29 ~ k end
  end
  if i == 2 then print(h) end
end
print(h)

-- values that are no integers: errors name the local, floats and metamethods count
local function step(h, n)
  local x = h
  for i = 1, n do x = (x ~ i) << 3 | x end
  return x
end
print(step(3.0, 20), step(2.0 ^ 53, 5), step(-1, 2))
for _, v in ipairs { 1.5, 2.0 ^ 70, {}, print, true } do print((select(2, pcall(step, v, 1)):gsub("^.-:%d+: ", ""))) end
print((select(2, pcall(step, nil, 1)):gsub("^.-:%d+: ", "")))
local mt = { __bxor = function(a, b) return 1 << 60 end, __bor = function(a, b) return a end }
print(step(setmetatable({}, mt), 1), step(setmetatable({}, mt), 3) == step(setmetatable({}, mt), 4))
local function jumps(n)
  local x, i = 1, 0
  ::top::
  i = i + 1
  x = (x << 11 ~ x) - 0x7fffffffffffff
  if i < n then goto top end
  if x & 1 == 0 then goto done end
  x = ~x ~ x << 1
  ::done::
  return x, -x, #tostring(x)
end
print(jumps(1), jumps(2), jumps(9))
-- expect: -3750763034362895579	-5808556873153909620	8618312879776256743
-- expect: -989487175159039800	-7046029254386353003 -6435171893386313433! truetruetrue 9172208635439981760 5 integercf1ba6cbe011c6c5 1 3 5 small 152 200
-- expect: 71	71	0
-- expect: 9007199254740991 9007199254740993 9007199254740994 9007199254740996 -9007199254740992 -9007199254740990 -9007199254740989 -9007199254740987 2147483647 2147483649 2147483650 2147483652 4294967295 4294967297 4294967298 4294967300 -2147483649 -2147483647 -2147483646 -2147483644 -1 1 2 4 9223372036854775807 -9223372036854775807 -9223372036854775806 -9223372036854775804
-- expect: 6775128101552984608	7153074204596101373	-4929844742296912164
-- expect: 2749181755400	2770659737867
-- expect: 1099511628211	1099511628219	29925407973300152	29925407973300128	60169674318748875	60169674318748899	204509162767607
-- expect: -2373366880419150784
-- expect: 256564268231314769
-- expect: 2810246167479189499	5269211564023527416	-1
-- expect: number (local 'x') has no integer representation
-- expect: number (local 'x') has no integer representation
-- expect: attempt to perform bitwise operation on a table value (local 'x')
-- expect: attempt to perform bitwise operation on a function value (local 'x')
-- expect: attempt to perform bitwise operation on a boolean value (local 'x')
-- expect: attempt to perform bitwise operation on a nil value (local 'x')
-- expect: -9223372036854775808	false
-- expect: -36028797018961918	-72057594050521094	-180073616317085686	180073616317085686	19
