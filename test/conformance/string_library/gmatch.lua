-- §6.4: string.gmatch
for w in ("one two  three"):gmatch("%a+") do io.write("<", w, ">") end
print() -- expect: <one><two><three>
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, ":", v, " ") end
print() -- expect: a:1 b:2 c:3
for p in ("abc"):gmatch("()") do io.write(p, " ") end
print() -- expect: 1 2 3 4
for s in ("a,b,,c"):gmatch("([^,]*)") do io.write("[", s, "]") end
print() -- expect: [a][b][][c]
for x in ("hello"):gmatch("l") do io.write(x, " ") end
print() -- expect: l l
for x in ("abc"):gmatch("") do io.write("e", #x, " ") end
print() -- expect: e0 e0 e0 e0
for d in ("a1b2c3"):gmatch("%d", 4) do io.write(d, " ") end
print() -- expect: 2 3
for w in ("abc abc"):gmatch("^abc") do io.write(w, "!") end
print() -- expect:
local it = ("x y"):gmatch("%a")
print(it(), it(), it(), it()) -- expect: x	y	nil
print(pcall(string.gmatch, "x"))
-- expect: false	bad argument #2 to 'string.gmatch' (string expected, got no value)
