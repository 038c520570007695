-- §2.4 __lt, __le: also for mixed operands; > and >= swap
local M = {}
local function value(x) return type(x) == "table" and x.v or tonumber(x) end
local log = {}
M.__lt = function(a, b) log[#log + 1] = "lt"; return value(a) < value(b) end
M.__le = function(a, b) log[#log + 1] = "le"; return value(a) <= value(b) end
local function new(v) return setmetatable({ v = v }, M) end
local a, b = new(1), new(2)
print(a < b, a > b, a <= b, a >= b) -- expect: true	false	true	false
print(a < 5, 5 < a, a <= "1", "0" >= a) -- expect: true	false	true	false
print(table.concat(log, " ")) -- expect: lt lt le le lt lt le le
local nole = setmetatable({}, { __lt = function() return "yes" end })
print(nole < nole, pcall(function() return nole <= nole end)) -- expect: true	true	false
local list = { new(3), new(1), new(2) }
table.sort(list)
print(list[1].v, list[2].v, list[3].v) -- expect: 1	2	3
