-- §6.8: io.lines and file:lines with formats
local name = os.tmpname()
local f = io.open(name, "w")
f:write("a\nb\n\nd")
f:close()
for l in io.lines(name, "L") do io.write("<", (l:gsub("\n", "$")), ">") end
print() -- expect: <a$><b$><$><d>
for a, b in io.lines(name, 1, "l") do io.write(a, tostring(b), ",") end -- expect: a,b,
print() -- expect: d,
f = io.open(name)
for l in f:lines() do io.write("(", l, ")") end
print(" ", io.type(f), f:read()) -- expect: (a)(b)()(d) 	file	nil
f:close()
print(pcall(io.lines, "/nonexistent/file"))
-- expect: false	cannot open file '/nonexistent/file' (No such file or directory)
print(pcall(function() for _ in io.lines(name) do error("stop", 0) end end)) -- expect: false	stop
local it = io.lines(name)
print(it(), it(), it(), it(), it()) -- expect: a	b		d
print(pcall(it)) -- expect: false	file is already closed
os.remove(name)
