-- the default files, and what else the libraries keep, are alive
local name = os.tmpname()
local standard = io.output()
io.output(name)
collectgarbage()
io.write("text")
io.close()
io.output(standard)
local f = io.open(name)
print(f:read "a", io.type(f))
f:close()
os.remove(name)
-- expect: text	file
