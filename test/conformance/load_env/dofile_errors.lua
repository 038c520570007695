-- a message handler is told of what dofile cannot load
local function handler(m) return "handled: " .. m end
print(xpcall(dofile, handler, "no such file")) -- expect: false	handled: cannot open no such file: No such file or directory
local name = os.tmpname()
local f = io.open(name, "w")
f:write("x = = 1")
f:close()
local ok, message = xpcall(dofile, handler, name)
print(ok, (message:gsub(name, "FILE"))) -- expect: false	handled: FILE:1: unexpected symbol near '='
os.remove(name)
