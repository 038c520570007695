-- symbolic differentiation and simplification of expression trees
local function num(x) return type(x) == "number" end
local function node(op, a, b) return { op = op, a, b } end
local simplify
local function diff(e, v)
  if num(e) then return 0 end
  if type(e) == "string" then return e == v and 1 or 0 end
  local a, b = e[1], e[2]
  if e.op == "+" then return node("+", diff(a, v), diff(b, v)) end
  if e.op == "*" then return node("+", node("*", diff(a, v), b), node("*", a, diff(b, v))) end
  if e.op == "^" then return node("*", node("*", b, node("^", a, b - 1)), diff(a, v)) end
  error("cannot differentiate " .. tostring(e.op))
end
function simplify(e)
  if type(e) ~= "table" then return e end
  local a, b = simplify(e[1]), simplify(e[2])
  if num(a) and num(b) then
    if e.op == "+" then return a + b elseif e.op == "*" then return a * b end
    local p = a ^ b
    return math.tointeger(p) or p
  end
  if e.op == "+" then if a == 0 then return b elseif b == 0 then return a end
  elseif e.op == "*" then
    if a == 0 or b == 0 then return 0 elseif a == 1 then return b elseif b == 1 then return a end
    if num(b) then a, b = b, a end
  elseif e.op == "^" then if b == 0 then return 1 elseif b == 1 then return a end end
  return node(e.op, a, b)
end
local function show(e)
  if type(e) ~= "table" then return tostring(e) end
  return "(" .. show(e[1]) .. " " .. e.op .. " " .. show(e[2]) .. ")"
end
local x = "x"
for _, e in ipairs { node("+", node("^", x, 3), node("*", 2, x)), node("*", x, x), node("^", node("+", x, 1), 2),
  node("*", 5, "y"), node("^", 2, 3), 7 } do
  print(show(e), show(simplify(diff(e, x))))
end
-- expect: ((x ^ 3) + (2 * x))	((3 * (x ^ 2)) + 2)
-- expect: (x * x)	(x + x)
-- expect: ((x + 1) ^ 2)	(2 * (x + 1))
-- expect: (5 * y)	0
-- expect: (2 ^ 3)	0
-- expect: 7	0
print(pcall(diff, node("/", 1, x), x)) -- expect: false	differentiation.lua:12: cannot differentiate /
