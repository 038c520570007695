-- §6.10: levels, lines and variables of a coroutine that is suspended.
local function inner(a)
  local b = a * 2
  coroutine.yield(b)
  return b
end
local function outer(x)
  local y = inner(x)
  return y
end
local co = coroutine.create(outer)
print(coroutine.resume(co, 21))
for level = 0, 3 do
  local info = debug.getinfo(co, level, "nSlf")
  if not info then print("none", level) break end
  print(level, info.name, info.what, info.currentline, info.func == inner, info.func == outer)
end
print(debug.getlocal(co, 1, 1))
print(debug.getlocal(co, 1, 2))
print(debug.getlocal(co, 1, 3))
print(debug.getlocal(co, 2, 1))
debug.setlocal(co, 1, 2, "changed")
print(coroutine.resume(co))
print(debug.getinfo(co, 0))
print(pcall(debug.getlocal, co, 0, 1))
-- expect: true	42
-- expect: 0	yield	C	-1	false	false
-- expect: 1	inner	Lua	4	true	false
-- expect: 2	nil	Lua	8	false	true
-- expect: none	3
-- expect: a	21
-- expect: b	42
-- expect: nil
-- expect: x	21
-- expect: true	changed
-- expect: nil
-- expect: false	bad argument #2 to 'debug.getlocal' (level out of range)
