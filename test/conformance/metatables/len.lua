-- §2.4 __len: used by #, not by rawlen
local t = setmetatable({ 1, 2, 3 }, { __len = function(self) return rawlen(self) * 10 end })
print(#t, rawlen(t)) -- expect: 30	3
print(#setmetatable({}, { __len = function() return "any value" end })) -- expect: any value
print(#setmetatable({}, { __len = function() return nil end })) -- expect: nil
print(pcall(function() return #setmetatable({}, { __len = function() error("no length", 0) end }) end))
-- expect: false	no length
t[#t] = "x"
print(t[30]) -- expect: x
print(select("#", table.unpack(setmetatable({}, { __len = function() return 2 end })))) -- expect: 2
print(pcall(table.unpack, setmetatable({}, { __len = function() return "x" end })))
-- expect: false	object length is not an integer
local keep = {}
print(#setmetatable({}, { __len = function(a, b) keep.same = rawequal(a, b); return 1 end }), keep.same)
-- expect: 1	true
