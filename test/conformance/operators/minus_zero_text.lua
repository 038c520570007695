-- the text "-0" beside the constant -0 of a shift by 0, and of floats
print(((#{"-0", "9", 5, "0"} % 4) << 0), 7 << 0, "-0" .. 1) -- expect: 0	7	-01
local t = {["-0"] = "text", [0] = "zero"}
local x, n = -0.0, 5
print(t["-0"], t[-0.0], t[0], x, n << 0, n - 0, 1 / x) -- expect: text	zero	zero	-0.0	5	5	-inf
print(pcall(function(a) return a << 0, "-0" end, "x"))
-- expect: false	minus_zero_text.lua:6: attempt to perform bitwise operation on a string value (local 'a')
