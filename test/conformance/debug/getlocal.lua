-- §6.10: variables of an active function, in the order of their registers.
local function show(level)
  local names = {}
  for i = 1, 20 do
    local name, value = debug.getlocal(level + 1, i)
    if not name then break end
    if name:sub(1, 1) ~= "(" then names[#names + 1] = name .. "=" .. (type(value) == "function" and "function" or tostring(value)) end
  end
  print(table.concat(names, " "))
end
local function f(a, b, ...)
  show(1)
  local c <const> = 5
  local d, e = a, b
  do
    local a = "inner"
    show(1)
  end
  for i = 1, 1 do
    local function g() return d end
    d = d + 1
    show(1)
    print(g())
  end
  show(1)
end
f(1, 2, 3)

-- parameters of a function that is not active
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3))
print(debug.getlocal(print, 1))

-- varargs have negative numbers
local function v(...)
  print(debug.getlocal(1, -1))
  print(debug.getlocal(1, -2))
  print(debug.getlocal(1, -3))
end
v("x", nil)

print(pcall(debug.getlocal, 1000, 1))
print(pcall(debug.getlocal, {}, 1))
print(debug.getlocal(1, 1000))
-- expect: a=1 b=2
-- expect: a=1 b=2 d=1 e=2 a=inner
-- expect: a=1 b=2 d=2 e=2 i=1 g=function
-- expect: 2
-- expect: a=1 b=2 d=2 e=2
-- expect: a	b	nil
-- expect: nil
-- expect: (vararg)	x
-- expect: (vararg)	nil
-- expect: nil
-- expect: false	bad argument #1 to 'debug.getlocal' (level out of range)
-- expect: false	bad argument #1 to 'debug.getlocal' (number expected, got table)
-- expect: nil
