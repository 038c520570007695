-- t[#t + 1] = v in all the ways that it can go
local t = {}
t[#t + 1] = "a"
t[#t + 1] = "b"
t[#t + 1] = nil
print(#t, t[1], t[2]) -- expect: 2	a	b
-- the key is computed before the value
local u = {1}
local function more() u[2] = 2 u[3] = 3 return "late" end
u[#u + 1] = more()
print(#u, u[2], u[3]) -- expect: 3	late	3
local v = {1, 2}
local function less() v[2] = nil return "x" end
v[#v + 1] = less()
print(v[1], v[2], v[3]) -- expect: 1	nil	x
-- fields beside the elements
local w = {1, n = 5}
w[10] = 10
w[#w + 1] = 2
w[#w + 1] = 3
print(w[2], w[3], w[10], w.n) -- expect: 2	3	10	5
-- metamethods
local log = {}
local m = setmetatable({1, 2}, {
  __len = function() return 10 end,
  __newindex = function(o, k, x) log[#log + 1] = k rawset(o, k, x) end,
})
m[#m + 1] = "eleven"
print(m[11], log[1], rawlen(m)) -- expect: eleven	11	2
-- a value that sets a metatable on its way
local late = {1}
late[#late + 1] = (function() setmetatable(late, {__newindex = function() print("new") end}) return 2 end)() -- expect: new
print(rawlen(late)) -- expect: 1
local s = "abc"
print(pcall(function() s[#s + 1] = 1 end)) -- expect: false	append.lua:35: attempt to index a string value (upvalue 's')
print(pcall(function() local x x[#x + 1] = 1 end)) -- expect: false	append.lua:36: attempt to get length of a nil value (local 'x')
for i = 1, 3 do t[#t + 1] = i * 1.5 end
print(table.concat(t, " ")) -- expect: a b 1.5 3.0 4.5
