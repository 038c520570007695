-- string.dump and load of functions of every kind
local cases = require "cases"
show, line = cases.show, cases.line

local KINDS = {
  "return function() end",
  "return function() return 1, 2, nil, 'x' end",
  "return function(...) return ... end",
  "return function(a, b, ...) return b, a, select('#', ...) end",
  "local u = 10 return function() return u end",
  "local u, v = 10, 20 return function() v = v and v + 1 return v, u end",
  "local u, v = 10, 20 return function() return function() return v, u end end",
  "return function() local t <const> = 5 return t end",
  "return function() local l do local x <close> = setmetatable({}, {__close = function() l = 1 end}) end return l end",
  "return function(n) local i = 1 ::top:: if i < 5 then i = i + 1 goto top end return i end",
  "return function() local s = 0 for i = 1, 10 do if i % 2 == 0 then goto on end s = s + i ::on:: end return s end",
  "return function() local function f(n) if n == 0 then return 'done' end return f(n - 1) end return f(1000) end",
  "return function() x = 1 return x, type(print) end",
  "return function(self) return self.x end",
  "local t = {} function t:m(a) return self, a end return t.m",
  "local t = {a={b={}}} function t.a.b:c(...) return select('#', ...) end return t.a.b.c",
  "local t = {} function t . -- c\n a -- [[ ( ]]\n (b) return b end return t.a",
  "local t = {} function t --[==[ ( ]] ]==] : a --( \n (b) return b end return t.a",
  "local function f(x) return x == 0 and 0 or f(x - 1) end return f",
  "return function() return 'a\\nb', [[\nlong\nstring]], '\\u{7FFFFFFF}\\x00\\0' end",
  "return function() return 0x7fffffffffffffff, 1e308, -0.0, 0x1p-1074, 3.0, 1e15, 1/0 end",
  "return function(...) return {1, 2, x = 1}, #{...} end",
  "return function() for k, v in pairs{5} do return k, v end end",
  "return function() local t = setmetatable({}, {__add = function() return 'add' end}) return t + 1 end",
  "return function() return coroutine.wrap(function(a) return coroutine.yield(a + 1) end)(4) end",
  "return function()\n\n\n error('line 4') end",
  "return function() error('msg', 2) end",
  "\n\n\nreturn function()\n local x = nil; return x.y end",
  "return function()\n return undefined.y end",
  "local up = nil return function()\n return up.y end",
  "local up = nil return function()\n up() end",
  "local a <const> = 'text' return function() return a end",
  "local a, b, c, d = 1, 2, 3, 4 return function() return function() return c, function() return a end end end",
  "local _ENV = {y = 5} return function() return y end",
  "return function(_ENV) return y end",
  "local function make() local n = 0 return function() n = n + 1 return n end end return make()",
  "return load('return ...')",
  "return load('local a = ... return a, _ENV ~= nil')",
  "return load('error([[e]])', '@' .. ('n'):rep(100))",
  "return print", "return string.gmatch('a', 'a')", "return 5", "return {}",
}

local ROUND_TRIP = [[
  local f = ...
  local g = assert(load(string.dump(f, STRIP), "name", "b"))
  local i = debug.getinfo(g, "Slu")
  local result = {line(pcall(g, 1, 2, 3)), line(pcall(g, {x = 1})), line(pcall(g)), line(pcall(load(string.dump(g)), 4)),
    line(i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.nups, i.nparams, i.isvararg)}
  for n = 1, 5 do
    local name, value = debug.getupvalue(g, n)
    result[#result + 1] = line(name, value == _G, (debug.setupvalue(g, n, "set")))
  end
  return table.concat(result, "; "), pcall(g, 5)]]

for _, kind in ipairs(KINDS) do
  for _, strip in ipairs{"nil", "false", "true", "0"} do
    cases.case(ROUND_TRIP:gsub("STRIP", strip), load(kind, "=kind")())
    cases.case("return load(string.dump((...), STRIP), 'n', 'b', {y = 1})(1)", load(kind, "=kind")())
  end
end
