-- §6.10: assigns to variables of active functions.
local function set(name, value)
  for i = 1, 100 do
    local n = debug.getlocal(2, i)
    if not n then return nil end
    if n == name then return debug.setlocal(2, i, value) end
  end
end
local function f(a, ...)
  local b = a
  local function captured() return b end
  print(set("b", "new"), b, captured())
  print(set("a", 7), a, a + 1)
  print(debug.setlocal(1, -1, "vararg"), ...)
  print(set("nothing", 1), debug.setlocal(1, -5, 1))
  for i = 1, 3 do
    local before = i
    set("i", before * 10)
    io.write(i, " ")
  end
  print()
end
f(1, 2, 3)

local co = coroutine.create(function(x)
  local y = 2
  coroutine.yield()
  return x, y
end)
coroutine.resume(co, 1)
print(debug.setlocal(co, 1, 1, "x"), debug.setlocal(co, 1, 2, "y"), debug.setlocal(co, 1, 9, 0))
print(coroutine.resume(co))
print(pcall(debug.setlocal, 100, 1, 1))
print(pcall(debug.setlocal, 1, 1))
-- expect: b	new	new
-- expect: a	7	8
-- expect: (vararg)	vararg	3
-- expect: nil	nil
-- expect: 10 20 30 
-- expect: x	y	nil
-- expect: true	x	y
-- expect: false	bad argument #1 to 'debug.setlocal' (level out of range)
-- expect: false	bad argument #3 to 'debug.setlocal' (value expected)
