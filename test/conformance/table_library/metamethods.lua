-- §6.6: the table library respects __index, __newindex and __len
local function proxy(t)
  local log = {}
  return setmetatable({}, {
    __index = function(_, k) log[#log + 1] = "r" .. tostring(k); return t[k] end,
    __newindex = function(_, k, v) log[#log + 1] = "w" .. tostring(k); t[k] = v end,
    __len = function() log[#log + 1] = "#"; return #t end,
  }), log
end
local p, log = proxy { 3, 1, 2 }
table.insert(p, 4)
table.insert(p, 1, 0)
print(table.remove(p, 2), table.remove(p)) -- expect: 3	4
print(table.concat(log, " ")) -- expect: # w4 # r4 w5 r3 w4 r2 w3 r1 w2 w1 # r2 r3 w2 r4 w3 r5 w4 w5 # r4 w4
local q = proxy { 3, 1, 2 }
table.sort(q)
print(table.concat(q, " "), table.unpack(q)) -- expect: 1 2 3	1	2	3
print(pcall(table.insert, setmetatable({}, { __len = function() return "x" end }), 1))
-- expect: false	object length is not an integer
print(pcall(table.concat, setmetatable({}, { __index = { "a" } }))) -- expect: true
print(pcall(table.remove, 5)) -- expect: false	bad argument #1 to 'table.remove' (table expected, got number)
