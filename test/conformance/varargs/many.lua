-- hundreds of arguments and results
local t = {}
for i = 1, 250 do t[i] = i end
local function count(...) return select("#", ...), (select(250, ...)) end
print(count(table.unpack(t))) -- expect: 250	250
local function pass(...) return ... end
print(#{ pass(table.unpack(t)) }, math.max(table.unpack(t))) -- expect: 250	250
print(select("#", table.unpack(t, 1, 200)), select("#", table.unpack({}, 1, 100))) -- expect: 200	100
print(#string.char(table.unpack(t)), (string.char(table.unpack(t, 65, 70)))) -- expect: 250	ABCDEF
local args = {}
for i = 1, 240 do args[i] = tostring(i) end
print(load("return select('#', " .. table.concat(args, ",") .. ")")()) -- expect: 240
