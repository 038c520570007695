-- counters of loops plus or minus small integers, as values, keys, limits and operands
local t = {}
for i = 0, 5 do t[i] = i * 10 end
for i = -2, 6 do io.write(tostring(t[i - 1]), " ", tostring(t[i + 1]), " ", tostring(t[1 + i]), ";") end
print()
local u = {}
for i = 1, 5 do u[i + 1] = i u[i - 3] = -i end
print(u[-2], u[-1], u[0], u[1], u[2], u[3], u[6], u[7])
local n = 0
for i = 1, 4 do for j = i + 1, 5 do for k = j - 1, i - 1, -1 do n = n + k end end end
print(n)
for i = 1, 2 do print(i + 1, i - 1, (i + 1) * 2, (i + 1) / 2, i + 1 - 1, 2 + i - 3, (i - 1) // 1, -(i + 1)) end
for i = 3, 4 do print(i + 0.5, i - 1.0, i + 2^0, 5 - i, i * 3 + 1, i + 1 .. "", #("x"):rep(i + 1)) end
for i = 9007199254740990, 9007199254740993 do print(i + 1, i - 1, math.type(i + 1)) break end
for i = math.maxinteger - 1, math.maxinteger do print(i + 1, i - 1) end
for i = 4503599627370496, 4503599627370497 do print(i + 1048576, i + 1048577, i - 1048576) end
for i = 1, 2 do print(i + 9007199254740991, i + 9007199254740992, i - 9007199254740993) end
for i = 1, 2 do i = i + 1 print(i, i + 1, i - 1) end
local fs = {}
for i = 1, 3 do fs[#fs + 1] = function() return i + 1, i - 1, t[i + 1], t[i - 1] end end
print(fs[1]()) print(fs[2]()) print(fs[3]())
local f = 1.5
for i = 1, 3 do f = f + (i + 1) f = f * (i - 1) f = i + 1 + f end
print(f)
for i = 1, 2 do print(pcall(function() return (i + 1).x.y end)) end
for i = 1, 2 do print(pcall(function() return (i + 1)() end)) end
for i = 1, 1 do print(select("#", (i + 1)), (i + 1) == 2, i + 1 < 2, i - 1 == 0, 0 == i - 1, i + 1 ~= 2.0) end
for i = 1, 3 do local j = i + 1 j = j + 0.5 print(j, i + 1) end
local a = {1, 2, 3, 4, 5, 6, 7, 8}
local s = 0
for i = 2, #a - 1 do s = s + a[i - 1] - a[i] + a[i + 1] * (i - 1) - (i + 1) end
print(s)
for i = 2, #a do a[i - 1], a[i] = a[i], a[i - 1] end
print(table.concat(a, " "))
for i = #a, 2, -1 do a[i + 1] = a[i - 1] end
print(table.concat(a, " "))
local m = setmetatable({}, {__index = function(_, k) return k * 2 end, __newindex = function(_, k, v) print("set", k, v) end})
for i = 0, 1 do print(m[i - 1], m[i + 1]) m[i - 1] = i m[i + 1] = i end
local co = coroutine.wrap(function() for i = 1, 2 do local x = coroutine.yield(i + 1, t[i + 1]) print(x + (i - 1), t[i - 1]) end end)
print(co()) print(co(100)) co(200)
for i = 1, 0x100000 do if i + 1 == 0x100001 then print(i + 1 | 0, (i + 1) & 1, i - 1 ~ 1, ~(i + 1), i + 1 << 1, i - 1 >> 1) end end
-- expect: nil nil nil;nil 0 0;nil 10 10;0 20 20;10 30 30;20 40 40;30 50 50;40 nil nil;50 nil nil;
-- expect: -1	-2	-3	-4	-5	2	5	nil
-- expect: 60
-- expect: 2	0	4	1.0	1	0	0	-2
-- expect: 3	1	6	1.5	2	1	1	-3
-- expect: 3.5	2.0	4.0	2	10	4	4
-- expect: 4.5	3.0	5.0	1	13	5	5
-- expect: 9007199254740991	9007199254740989	integer
-- expect: 9223372036854775807	9223372036854775805
-- expect: -9223372036854775808	9223372036854775806
-- expect: 4503599628419072	4503599628419073	4503599626321920
-- expect: 4503599628419073	4503599628419074	4503599626321921
-- expect: 9007199254740992	9007199254740993	-9007199254740992
-- expect: 9007199254740993	9007199254740994	-9007199254740991
-- expect: 2	3	1
-- expect: 3	4	2
-- expect: 2	0	20	0
-- expect: 3	1	30	10
-- expect: 4	2	40	20
-- expect: 28.0
-- expect: false	shifted_counters.lua:25: attempt to index a number value
-- expect: false	shifted_counters.lua:25: attempt to index a number value
-- expect: false	shifted_counters.lua:26: attempt to call a number value
-- expect: false	shifted_counters.lua:26: attempt to call a number value
-- expect: 1	true	false	true	true	false
-- expect: 2.5	2
-- expect: 3.5	3
-- expect: 4.5	4
-- expect: 94
-- expect: 2 3 4 5 6 7 8 1
-- expect: 2 3 2 3 4 5 6 7 8
-- expect: -2	2
-- expect: set	-1	0
-- expect: set	1	0
-- expect: 0	4
-- expect: set	0	1
-- expect: set	2	1
-- expect: 2	20
-- expect: 100	0
-- expect: 3	30
-- expect: 201	10
-- expect: 1048577	1	1048574	-1048578	2097154	524287
