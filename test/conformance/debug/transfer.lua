-- §6.10: option r: the values that a function is given, or gives, as a call or return hook sees them.
local on = false
local function hook(event)
  if not on then return end
  local info = debug.getinfo(2, "r")
  local values = {}
  for i = info.ftransfer, info.ftransfer + info.ntransfer - 1 do
    local _, v = debug.getlocal(2, i)
    values[#values + 1] = tostring(v)
  end
  print(event, #values, table.concat(values, " "))
end
local function f(a, b, ...) return b, a, ... end
debug.sethook(hook, "cr")
on = true f(1, 2, 3, 4) on = false
on = true math.max(5, 7, 6) on = false
on = true select(2, "a", "b", "c") on = false
on = true f() on = false
debug.sethook()
-- expect: call	2	1 2
-- expect: return	4	2 1 3 4
-- expect: call	3	5 7 6
-- expect: return	1	7
-- expect: call	4	2 a b c
-- expect: return	2	b c
-- expect: call	2	nil nil
-- expect: return	2	nil nil
