-- without __le, a <= b is not (b < a) (LUA_COMPAT_LT_LE), also when __lt yields
local mt = {}
local function new(n) return setmetatable({ n = n }, mt) end
mt.__lt = function(a, b) return a.n < b.n end
print(new(1) <= new(2), new(2) <= new(1), new(1) >= new(1)) -- expect: true	false	true
mt.__lt = function(a, b) coroutine.yield("yielded") return a.n < b.n end
local co = coroutine.wrap(function() return new(1) <= new(2), new(2) <= new(1) end)
print(co()) -- expect: yielded
print(co()) -- expect: yielded
print(co()) -- expect: true	false
