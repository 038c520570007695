-- §6.1: text and binary chunks
local f = load("local up = 5; return function(a) up = up + a; return up end")()
local dumped = string.dump(f)
print(type(dumped), #dumped > 10) -- expect: string	true
print(load(dumped, "d", "t") == nil, select(2, load(dumped, "d", "t")))
-- expect: true	attempt to load a binary chunk (mode is 't')
print(select(2, load("return 1", "=t", "b"))) -- expect: attempt to load a text chunk (mode is 'b')
local g = load(string.dump(function(a, b) return a .. b end), "d", "b")
print(g("x", "y")) -- expect: xy
print(load(string.dump(function(...) return select("#", ...) end))(1, nil, nil)) -- expect: 3
print(pcall(string.dump, string.rep)) -- expect: false	unable to dump given function
print(load("return 7", "=t", "bt")(), load("return 8", "=t", "t")()) -- expect: 7	8
local h = load(string.dump(function() return g end))
print(pcall(h) ~= nil) -- expect: true
