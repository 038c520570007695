-- §6.8: writing and reading a temporary file
local name = os.tmpname()
local f = assert(io.open(name, "w"))
print(io.type(f), f:write("line 1\n", 2, "\n", 3.5, "\nlast") == f, f:close(), io.type(f))
-- expect: file	true	true	closed file
print((tostring(f)), pcall(f.write, f, "x")) -- expect: file (closed)	false	attempt to use a closed file
print(pcall(f.write, {}, "x")) -- expect: false	bad argument #1 to '?' (FILE* expected, got table)
for line in io.lines(name) do io.write("[", line, "]") end
print() -- expect: [line 1][2][3.5][last]
f = assert(io.open(name))
print(f:read(), f:read("l"), f:read("L"), f:read("a"), f:read("a"), f:read("l"))
-- expect: line 1	2	3.5
-- expect: 	last		nil
print(f:close()) -- expect: true
f = assert(io.open(name, "a"))
f:write("\nappended")
f:close()
f = io.open(name, "rb")
local all = f:read("a")
f:close()
print(#all, select(2, all:gsub("\n", ""))) -- expect: 26	4
print(os.remove(name), (select(2, os.remove(name)):gsub("^.*: ", "")), (io.open(name)))
-- expect: true	No such file or directory	nil
