-- §6.1 __metatable protects; rawget and debug see behind it
local t = setmetatable({}, { __metatable = "private" })
print(getmetatable(t), pcall(setmetatable, t, {}))
-- expect: private	false	cannot change a protected metatable
print(type(debug.getmetatable(t)), debug.getmetatable(t).__metatable) -- expect: table	private
print(getmetatable("").__name, getmetatable({}), getmetatable(1), getmetatable(print))
-- expect: nil	nil	nil	nil
local u = setmetatable({}, { __metatable = false })
print(getmetatable(u)) -- expect: false
print(pcall(setmetatable, 1, {}))
-- expect: false	bad argument #1 to 'setmetatable' (table expected, got number)
print(pcall(setmetatable, {}))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print(pcall(setmetatable, {}, 1))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got number)
local v = {}
print(setmetatable(v, nil) == v, setmetatable(v, { x = 1 }) == v, getmetatable(v).x) -- expect: true	true	1
