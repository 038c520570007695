-- operations on constants give compile-time constants, which functions do not capture
local day <const> = 24 * 60 * 60
local mask <const> = (1 << 10) - 1 | 0x10000
local inverse <const> = ~day // 7 % 1000 ~ 3
local half <const> = day / 2 - 0.5
local root <const> = 2 ^ 0.5
local one <const> = -1 ^ 1e999
local no <const> = not day
local sum <const> = day + mask
local function f() return day, mask, inverse, half, root, one, no, sum end
print(f()) -- expect: 86400	66559	658	43199.5	1.4142135623731	-1.0	false	152959
print(debug.getinfo(f, "u").nups, load(string.dump(f))() == day) -- expect: 0	true
print(day // 2, -day, day .. "", day == 86400, mask & 1) -- expect: 43200	-86400	86400	true	1
-- what raises, or gives NaN or a float zero, is computed when it is reached
local zero <const> = 0.0 * 2
local nan <const> = 0 / 0
print((function() return zero, nan ~= nan end)()) -- expect: 0.0	true
print(pcall(load("local x <const> = 1 // 0"))) -- expect: false	[string "local x <const> = 1 // 0"]:1: attempt to divide by zero
print(pcall(load("local x <const> = 1 & 1.5")))
-- expect: false	[string "local x <const> = 1 & 1.5"]:1: number has no integer representation
print(load("local x <const> = 1 + 1; x = 3")) -- expect: nil	[string "local x <const> = 1 + 1; x = 3"]:1: attempt to assign to const variable 'x'
local second <const>, other <const> = 1 and nil, nil or "x"
local first <const> = 1 or 2
print(debug.getinfo(function() return other end, "u").nups, debug.getinfo(function() return first end, "u").nups) -- expect: 0	1
local text <const> = "a" .. "b"
print(debug.getinfo(function() return text end, "u").nups) -- expect: 1
