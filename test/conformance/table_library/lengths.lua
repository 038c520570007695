-- the length that a metamethod gives is an integer, or a float or string that is one
local function sized(n) return setmetatable({ "a", "b", "c" }, { __len = function() return n end }) end
print(table.concat(sized("2")), table.concat(sized("0x3")), table.concat(sized(2.0))) -- expect: ab	abc	ab
print(select("#", table.unpack(sized("2.0")))) -- expect: 2
print(pcall(table.concat, sized(1.5))) -- expect: false	object length is not an integer
print(pcall(table.concat, sized("x"))) -- expect: false	object length is not an integer
print(pcall(table.insert, sized("3"))) -- expect: false	wrong number of arguments to 'insert'
-- negative lengths are large unsigned ones: every position to remove is inside
print(pcall(table.remove, sized(-1), 10)) -- expect: true	nil
print(pcall(table.remove, sized(-2), 10)) -- expect: true	nil
