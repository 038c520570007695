-- §6.10: what was set can be asked for.
print(debug.gethook())
local function hook() end
for _, mask in ipairs{"c", "r", "l", "lrc", "", "x"} do
  debug.sethook(hook, mask, mask == "" and 100 or 0)
  local f, m, n = debug.gethook()
  debug.sethook()
  print(f == hook, m, n)
end
print(pcall(debug.sethook, hook))
print(pcall(debug.sethook, 1, "c"))
print(pcall(debug.sethook, hook, "c", {}))
print(getmetatable(debug.getregistry()._HOOKKEY).__mode)
-- expect: nil
-- expect: true	c	0
-- expect: true	r	0
-- expect: true	l	0
-- expect: true	crl	0
-- expect: true		100
-- expect: false	nil	nil
-- expect: false	bad argument #2 to 'debug.sethook' (string expected, got no value)
-- expect: false	bad argument #1 to 'debug.sethook' (function expected, got number)
-- expect: false	bad argument #3 to 'debug.sethook' (number expected, got table)
-- expect: k
