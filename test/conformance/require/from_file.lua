-- §6.3: a module found on package.path
local name = os.tmpname()
local f = io.open(name, "w")
f:write("local name, path = ...\nlocal M = {}\nfunction M.args() return name, path end\n",
  "function M.fail() error('in module') end\nreturn M\n")
f:close()
package.path = name:gsub("[^/]*$", "") .. "?"
local module = name:match("[^/]*$")
local m, path = require(module)
print(path == name, m.args() == module, select(2, m.args()) == name) -- expect: true	true	true
print(package.searchpath(module, package.path) == name) -- expect: true
print((select(2, pcall(m.fail)):gsub("^.*:(%d+:)", "%1"))) -- expect: 4: in module
print(require(module) == m, package.loaded[module] == m) -- expect: true	true
print(dofile(name).args(), loadfile(name)("x", "y").args()) -- expect: nil	x	y
print(loadfile("/nonexistent.lua")) -- expect: nil	cannot open /nonexistent.lua: No such file or directory
print(pcall(dofile, "/nonexistent.lua"))
-- expect: false	cannot open /nonexistent.lua: No such file or directory
f = io.open(name, "w")
f:write("#!/usr/bin/lua\nreturn 'shebang skipped', ...")
f:close()
print(dofile(name), loadfile(name)("arg")) -- expect: shebang skipped	shebang skipped	arg
os.remove(name)
