-- §3.1: names, reserved words as fields, statement separators
local _, _1, aB9, ANd = 1, 2, 3, 4
print(_, _1, aB9, ANd) -- expect: 1	2	3	4
local t = { ["end"] = 1, ["goto"] = 2, self = 3 }
print(t["end"], t["goto"], t.self); -- expect: 1	2	3
;;; print("separators") ; ; -- expect: separators
do local x = 1; print(x) end; -- expect: 1
local f = function(...) return ... end print(f(7)) -- expect: 7
print(load("local end = 1")) -- expect: nil	[string "local end = 1"]:1: <name> expected near 'end'
print(load("t.while = 1", "=w")) -- expect: nil	w:1: <name> expected near 'while'
