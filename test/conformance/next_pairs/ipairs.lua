-- §6.1: ipairs stops at the first nil, and respects __index
for i, v in ipairs({ "a", "b", nil, "d" }) do print(i, v) end
-- expect: 1	a
-- expect: 2	b
local t = setmetatable({ 1, 2 }, { __index = function(_, i) if i <= 4 then return i * 10 end end })
for i, v in ipairs(t) do io.write(i, "=", v, " ") end
print() -- expect: 1=1 2=2 3=30 4=40
for i, v in ipairs({}) do print("never", i, v) end
print(pcall(ipairs)) -- expect: false	bad argument #1 to 'ipairs' (value expected)
print(select("#", ipairs({})), select(3, ipairs({}))) -- expect: 3	0
local grow = { 1 }
for i in ipairs(grow) do if i < 5 then grow[i + 1] = true end end
print(#grow) -- expect: 5
for i, c in ipairs("str") do print(i, c) end
