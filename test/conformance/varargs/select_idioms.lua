-- select("#", ...) and select(i, ...) where one value is wanted
local function f(...)
  local n = select("#", ...)
  local list = {}
  for i = 1, n do list[i] = tostring((select(i, ...))) end
  return n, table.concat(list, ",")
end
print(f()) -- expect: 0	
print(f(nil, 2, nil)) -- expect: 3	nil,2,nil
local function g(i, ...) local x = select(i, ...) return x end
print(g(2, "a", "b", "c"), g(-1, "a", "b", "c"), g(5, "a")) -- expect: b	c	nil
print(g(2.0, "a", "b"), g("1", "a", "b")) -- expect: b	a
print(pcall(g, 0, "a")) -- expect: false	select_idioms.lua:10: bad argument #1 to 'select' (index out of range)
print(pcall(g, 1.5, "a")) -- expect: false	select_idioms.lua:10: bad argument #1 to 'select' (number has no integer representation)
print((function(...) return select(2, ...) end)(1, 2, 3)) -- expect: 2	3
local select = function() return "mine" end
print((function(...) local a = select("#", ...) local b = select(1, ...) return a, b end)(1, 2)) -- expect: mine	mine
_ENV.select = function(...) return "global" end
print((function(...) local _ENV = _ENV local a = _ENV.select("#", ...) return a end)(1)) -- expect: global
