-- functions, tables and threads are compared by reference
local function make() return function() end end
local a, b = make(), make()
print(a == a, make == make, a ~= nil) -- expect: true	true	true
local keys = {}
keys[a], keys[make] = "a", "make"
print(keys[a], keys[make]) -- expect: a	make
local co = coroutine.create(print)
keys[co] = "co"
print(keys[co], keys[coroutine.create(print)]) -- expect: co	nil
