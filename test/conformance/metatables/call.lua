-- §2.4 __call: the object comes first; chains of callables
local t = setmetatable({ base = 10 }, { __call = function(self, a, ...)
  return self.base + (a or 0), select("#", ...)
end })
print(t(5, nil, nil)) -- expect: 15	2
print(t()) -- expect: 10	0
print((t(1))) -- expect: 11
print(pcall(t, 2)) -- expect: true	12	0
local o = { m = t }
print(pcall(function() return o:m() end))
-- expect: false	call.lua:3: attempt to perform arithmetic on a table value
print(o.m(7)) -- expect: 17	0
