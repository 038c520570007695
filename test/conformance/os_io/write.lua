-- §6.8: io.write writes strings and numbers as they are
io.write("a", 1, 2.5, -0.0, "\n") -- expect: a12.5-0
io.write("no newline")
io.write(" then one\n") -- expect: no newline then one
io.write("")
print(io.write() ~= nil, io.write("x", " ") == io.write("y", "\n"))
-- expect: x y
-- expect: true	true
print(io.type(io.stdout), io.type(42), io.type(io.stdin), tostring(io.stdout):match("^file %("))
-- expect: file	nil	file	file (
