-- §2.4 __eq: only for two tables that are not the same
local calls = 0
local E = { __eq = function(a, b) calls = calls + 1; return a.id == b.id end }
local a, b, c = setmetatable({ id = 1 }, E), setmetatable({ id = 1 }, E), setmetatable({ id = 2 }, E)
print(a == b, a == c, a ~= b, a ~= c, calls) -- expect: true	false	false	true	4
print(a == a, calls, a == 1, 1 == a, calls) -- expect: true	4	false	false	4
print(rawequal(a, b), a == { id = 1 }, { id = 1 } == a, calls) -- expect: false	true	true	6
print(a == nil, nil ~= a, a == "x", calls) -- expect: false	true	false	6
local truthy = setmetatable({}, { __eq = function() return 1 end })
print(truthy == {}, {} ~= truthy) -- expect: true	false
local t = { [a] = "a" }
print(t[b], t[a]) -- expect: nil	a
