-- setmetatable where it has nothing to do but that, and where it has
local Point = {}
Point.__index = Point
function Point.sum(p) return p.x + p.y end
local function new(x, y) return setmetatable({ x = x, y = y }, Point) end
for i = 1, 300 do assert(new(i, 1):sum() == i + 1) end
print(new(1, 2):sum(), getmetatable(new(1, 2)) == Point, select("#", new(1, 2))) -- expect: 3	true	1

-- it replaces a metatable, and takes it away
local other = { __index = function(_, k) return k .. "!" end }
local t = setmetatable({}, Point)
print(t.sum == Point.sum, setmetatable(t, other) == t, t.sum, getmetatable(t) == other)
-- expect: true	true	sum!	true
print(setmetatable(t, nil) == t, t.sum, getmetatable(t)) -- expect: true	nil	nil

-- a protected metatable stays
local guarded = setmetatable({}, { __metatable = "locked" })
print(getmetatable(guarded), pcall(setmetatable, guarded, {}))
-- expect: locked	false	cannot change a protected metatable
print(select(2, pcall(function() return setmetatable(guarded, {}) end)):match("cannot.*"))
-- expect: cannot change a protected metatable

-- arguments that are none
local function message(...)
  local a, b = ...
  local ok, e = pcall(function() local r = setmetatable(a, b) return r end)
  return ok, (e:gsub("^.-:%d+: ", ""))
end
print(message(1, {})) -- expect: false	bad argument #1 to 'setmetatable' (table expected, got number)
print(message("s", {})) -- expect: false	bad argument #1 to 'setmetatable' (table expected, got string)
print(message(nil, {})) -- expect: false	bad argument #1 to 'setmetatable' (table expected, got nil)
print(message(print, {})) -- expect: false	bad argument #1 to 'setmetatable' (table expected, got function)
print(message({}, 1)) -- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got number)
print(message({}, "s")) -- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got string)
print(message({}, print))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got function)
print(pcall(setmetatable, {}))
-- expect: false	bad argument #2 to 'setmetatable' (nil or table expected, got no value)
print((select(2, pcall(function() return setmetatable({}) end)):gsub("^.-:%d+: ", "")))
-- expect: bad argument #2 to 'setmetatable' (nil or table expected, got no value)

-- under another name, and another function under this one
local set = setmetatable
print(getmetatable(set({}, Point)) == Point) -- expect: true
do
  local calls = 0
  local setmetatable = function(a, b) calls = calls + 1 return set(a, b) end
  print(getmetatable(setmetatable({}, Point)) == Point, calls) -- expect: true	1
end
local real = setmetatable
setmetatable = function(a, b) return "mine" end
print(setmetatable({}, Point)) -- expect: mine
setmetatable = real
print(getmetatable(setmetatable({}, Point)) == Point) -- expect: true

-- in a constructor, an argument list, with values behind it
local list = { setmetatable({}, Point), (setmetatable({}, Point)), n = setmetatable({ 1, 2 }, Point) }
print(#list, #list.n, getmetatable(list.n) == Point, (function(...) return select("#", ...) end)(setmetatable({}, Point), 2))
-- expect: 2	2	true	2
local order = {}
local function note(v, x) order[#order + 1] = v return x end
setmetatable(note("table", {}), note("meta", Point))
print(table.concat(order, " ")) -- expect: table meta
