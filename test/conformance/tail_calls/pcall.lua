-- tail calls of library functions pass their results on
local function f(...) return pcall(select, ...) end
print(f(2, "a", "b")) -- expect: true	b
local function g(s) return string.rep(s, 2, ",") end
print(g("x")) -- expect: x,x
local function h() return error("from tail", 0) end
print(pcall(h)) -- expect: false	from tail
local function deep(n) if n == 0 then return pcall(error, "deep") end return deep(n - 1) end
print(deep(10000)) -- expect: false	deep
local function t(x) return tostring(x) end
print(t(12), select("#", t(nil))) -- expect: 12	1
