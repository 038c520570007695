-- §6.5: utf8.codes iterates over positions and code points
for p, c in utf8.codes("aä€😀") do io.write(p, ":", c, " ") end
print() -- expect: 1:97 2:228 4:8364 7:128512
for _ in utf8.codes("") do print("never") end
print(pcall(function() for _, c in utf8.codes("ab\xff") do io.write(c, " ") end end))
-- expect: 97 98 false	codes.lua:5: invalid UTF-8 code
print(pcall(function() for _, c in utf8.codes("a\xe4") do io.write(c, " ") end end))
-- expect: 97 false	codes.lua:7: invalid UTF-8 code
print(pcall(function() for _ in utf8.codes("\u{200000}") do end end))
-- expect: false	codes.lua:9: invalid UTF-8 code
for p, c in utf8.codes("\u{200000}x", true) do io.write(p, ":", c, " ") end
print() -- expect: 1:2097152 6:120
local rev = {}
for _, c in utf8.codes("añb") do table.insert(rev, 1, utf8.char(c)) end
print(table.concat(rev)) -- expect: bña
print(pcall(utf8.codes)) -- expect: false	bad argument #1 to 'utf8.codes' (string expected, got no value)
