-- code built and run at run time
local function compile(expression) return assert(load("local x, y = ...; return " .. expression)) end
print(compile("x + y * 2")(1, 2), compile("x .. y")("a", "b"), compile("#x")("len")) -- expect: 5	ab	3
local fs = {}
for i = 1, 5 do fs[i] = load("return " .. i .. " * 10")() end
print(table.concat(fs, " ")) -- expect: 10 20 30 40 50
local unrolled = { "local t = ...; local s = 0" }
for i = 1, 50 do unrolled[#unrolled + 1] = "s = s + t[" .. i .. "]" end
unrolled[#unrolled + 1] = "return s"
local t = {}
for i = 1, 50 do t[i] = i end
print(load(table.concat(unrolled, "\n"))(t)) -- expect: 1275
local big = "return " .. ("("):rep(100) .. "1" .. (")"):rep(100)
print(load(big)(), load("return " .. ("-"):rep(50, " ") .. "1")()) -- expect: 1	1
print(load("return " .. ("1 + "):rep(500) .. "1")(), #load("return " .. ("'a' .. "):rep(150) .. "'a'")())
-- expect: 501	151
print(load("return {" .. ("{"):rep(50) .. ("}"):rep(50) .. "}")() ~= nil) -- expect: true
