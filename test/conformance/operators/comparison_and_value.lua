-- a comparison that decides between two values, with the operand an upvalue or a field
local k, m, t = 4294967295.0, 1, {k = 7}
local function f() return m * ((5 <= k) and k) end
local function g() return m * ((5 > k) or t.k) end
local function h(s) return m * ((m < 2) and #s) end
local function i() return m .. ((t.k == 7) and t[1] or "x") end
print(f(), g(), h "abc", i()) -- expect: 4294967295.0	7	3	1x
