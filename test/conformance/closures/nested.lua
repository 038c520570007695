-- upvalues of upvalues, and parameters as upvalues
local function outer(a)
  local b = a + 1
  return function(c)
    local d = c + b
    return function(e)
      a, b = a + 1, b + 1
      return a, b, c, d, e
    end
  end
end
local mid = outer(1)
local in1, in2 = mid(10), mid(20)
print(in1("x")) -- expect: 2	3	10	12	x
print(in2("y")) -- expect: 3	4	20	22	y
print(in1("z")) -- expect: 4	5	10	12	z
local function compose(f, ...)
  local rest = { ... }
  if #rest == 0 then return f end
  local g = compose(table.unpack(rest))
  return function(...) return f(g(...)) end
end
print(compose(tostring, function(x) return x * 2 end, function(a, b) return a + b end)(3, 4)) -- expect: 14
