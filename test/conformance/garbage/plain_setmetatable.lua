-- what setmetatable has to find where it is made part of the program (metatables/plain_setmetatable.lua)

-- weak tables
local weak = setmetatable({}, { __mode = "k" })
weak[{}] = 1
weak[1] = {}
collectgarbage() collectgarbage()
print(next(weak) == 1, type(weak[1])) -- expect: true	table
local mode = {}
local values = setmetatable({}, mode)
mode.__mode = "v"
setmetatable(values, mode)
values[1] = {}
collectgarbage() collectgarbage()
print(values[1]) -- expect: nil
setmetatable(values, {})
values[1] = {}
collectgarbage() collectgarbage()
print(type(values[1])) -- expect: table

-- a finalizer is found only if it was there in time
local log = {}
local class = { __gc = function(o) log[#log + 1] = o.name end }
local late = {}
local function make(name, meta) return setmetatable({ name = name }, meta) end
make("a", class)
make("b", late)
late.__gc = class.__gc
make("c", late)
collectgarbage() collectgarbage()
table.sort(log)
print(table.concat(log, " ")) -- expect: a c

-- the methods of a metatable whose fields are in its hash part
local computed = {}
for _, name in ipairs { "__add", "__mode", "__index" } do computed[name] = ({ __add = function() return "sum" end, __mode = "v" })[name] or computed end
local c = setmetatable({}, computed)
print(c + 1, c.__mode) -- expect: sum	v
c[1] = {}
collectgarbage() collectgarbage()
print(c[1] == computed) -- expect: false
