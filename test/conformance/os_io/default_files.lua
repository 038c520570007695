-- §6.8: io.input and io.output
local name = os.tmpname()
local out = io.output()
io.output(name)
io.output():write("first\nsecond\n")
io.output():close()
io.output(out)
print(io.output() == out) -- expect: true
local input = io.input()
io.input(name)
print(io.read(), io.read("L"), io.read())
-- expect: first	second
-- expect: 	nil
io.close(io.input())
io.input(input)
print(io.input() == input) -- expect: true
for l in io.lines(name) do io.write(l, ";") end
print() -- expect: first;second;
print(pcall(io.input, "/nonexistent/file"))
-- expect: false	cannot open file '/nonexistent/file' (No such file or directory)
print(os.rename(name, name .. "x"), io.open(name), os.remove(name .. "x")) -- expect: true	nil	true
