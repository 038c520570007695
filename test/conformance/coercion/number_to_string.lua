-- §3.4.3: numbers become strings in concatenation and in string functions
print(1 .. 2, 1.0 .. "", -0.0 .. "|", 2^63 .. "") -- expect: 12	1.0	-0.0|	9.2233720368548e+18
print(("x"):rep(2) .. 10, 10 .. "x", 1.5 .. 2.5) -- expect: xx10	10x	1.52.5
print(string.len(12.0), string.upper(1e15), string.rep(7, 3), #tostring(-1)) -- expect: 4	1E+15	777	2
print(string.format("%s %s %d", 1, 1.0, 3.0)) -- expect: 1 1.0 3
print(table.concat({ 1, 2.0, "3", 4.5 }, ",")) -- expect: 1,2.0,3,4.5
print(math.maxinteger .. "", math.mininteger .. "") -- expect: 9223372036854775807	-9223372036854775808
local t = {}
t[1 .. ""] = "key"
print(t["1"], t[1]) -- expect: key	nil
