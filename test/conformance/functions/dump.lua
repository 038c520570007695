-- dumped functions come back with their lines, parameters and fresh upvalues
local up, other = 10, 20
local function f(a, ...)
  return a, select("#", ...), up, other
end
local g = load(string.dump(f))
debug.setupvalue(g, 2, "first")
debug.setupvalue(g, 3, "second")
print(g(1, 2, 3)) -- expect: 1	2	first	second
print(up, other) -- expect: 10	20
print(debug.getinfo(g, "S").linedefined, debug.getinfo(g, "S").lastlinedefined) -- expect: 3	5
local object = {}
function object.part() end
function object:method --[[ not ( this ]] (n) return self == n, n end
print(load(string.dump(object.method))(7, 7)) -- expect: true	7
function object:none() return self end
print(load(string.dump(object.none))("self")) -- expect: self
function object:rest(...) return self, ... end
print(load(string.dump(object.rest))(1, 2, 3)) -- expect: 1	2	3
print(load(string.dump(load("local x <const> = ...; return x, ...")))("a", "b")) -- expect: a	a	b
print(pcall(string.dump, string.len)) -- expect: false	unable to dump given function
