-- compile-time constants of the surrounding functions are part of a dump
local small <const>, text <const>, yes <const>, none <const> = -5, "a\0\n\"b", true, nil
local max <const> = 0x7fffffffffffffff
local min <const> = 0x8000000000000000
local half <const> = 0.5
local float <const> = 3.0
local big <const> = 1e300
local inf <const> = 1e999
local function f() return max, min, half, float, big, inf end
local g = load(string.dump(f, true))
print(debug.getinfo(g, "u").nups) -- expect: 0
print(g()) -- expect: 9223372036854775807	-9223372036854775808	0.5	3.0	1e+300	inf
local str <const> = "a\0\n\"\200b"
print(load(string.dump(function() return (function() return str end)() end))() == str) -- expect: true
local off <const> = false
print(load(string.dump(function() local str = 1 return str, off end))()) -- expect: 1	false
-- more upvalues than a function may have locals
local code = {"return (function() "}
for i = 1, 150 do code[#code + 1] = ("local a%d "):format(i) end
code[#code + 1] = "return (function() "
for i = 151, 250 do code[#code + 1] = ("local a%d "):format(i) end
code[#code + 1] = "return function() return a1"
for i = 2, 250 do code[#code + 1] = ", a" .. i end
code[#code + 1] = " end end)() end)()"
local many = load(string.dump(load(table.concat(code))()))
print(debug.setupvalue(many, 250, "last"), select(250, many())) -- expect: a250	last
-- a name that goes on over lines
local t = {}
function t
  . -- (
  name() end
local info = debug.getinfo(load(string.dump(t.name)), "S")
print(info.linedefined, info.lastlinedefined) -- expect: 29	31
