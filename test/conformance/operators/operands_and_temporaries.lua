-- a captured operand keeps its value while an inner and/or, call or table is evaluated behind it
local function noted(name)
  local count = 0
  return function(a, b)
    count = count + 1
    return name .. "(" .. (type(a) == "table" and "t" or tostring(a)) .. ", " .. (b and ({ b })[1] or "-") .. ")" .. count
  end
end
local f = noted("f")
print(f(1, 2), f({}, nil)) -- expect: f(1, 2)1	f(t, -)2
local n = 10
local function use(x) return n + ((x and x * 2 or 1) + (n > 5 and 3 or 4)) * (x or n) end
print(use(3), use(nil)) -- expect: 37	50
n = 1
print(use(3), use(nil)) -- expect: 31	6
-- the functions of the debug library that reach upvalues have every captured variable kept in a cell
local id = debug.upvalueid
print(id ~= nil and id(use, 1) == id(use, 1)) -- expect: true
