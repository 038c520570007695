-- §6.10: the line hook is called at each new line and at each jump backwards.
local function trace(code)
  local lines = {}
  local f = load(code)
  debug.sethook(function(event, line) lines[#lines + 1] = line end, "l")
  f()
  debug.sethook()
  table.remove(lines, 1) -- that of the call
  table.remove(lines) -- that of the line which ends it
  print(table.concat(lines, " "))
end
trace("local a = 1\nlocal b = 2\n\nlocal c = a\n+ b\nlocal z")
trace("for i = 1, 3 do\n local x = i\nend\nlocal z")
trace("for i = 1, 3 do local x = i end\nlocal z")
trace("for _, v in ipairs{1, 2} do\n local x = v\nend\nlocal z")
trace("local i = 0\nwhile i < 2 do\n i = i + 1\nend\nlocal z")
trace("local i = 0\nrepeat\n i = i + 1\nuntil i == 2\nlocal z")
trace("if nil\nthen\n local a\nelse\n local b = 1\nend\nlocal z")
trace("local function f()\n return 1\nend\nlocal x = f()\n\nreturn f()")
trace("local t = {\n 1,\n 2,\n x = 3\n}\nt.y = t.x\n  .. 'z'\nlocal z")
trace("goto a\n::b::\ngoto c\n::a:: goto b\n::c::\nlocal x = 1\nlocal z")
trace("local x <close> = setmetatable({}, {__close = function()\n local y\nend})\nlocal z = 1\nlocal z")
-- expect: 1 2 5 6
-- expect: 1 2 1 2 1 2 1 4
-- expect: 1 1 1 2
-- expect: 1 2 1 2 1 3 4
-- expect: 1 2 3 2 3 2 5
-- expect: 1 3 4 3 4 5
-- expect: 2 5 7
-- expect: 3 4 2 6 2
-- expect: 1 2 3 4 5 7 8
-- expect: 1 6 7
-- expect: 1 3 1 3 4 5 2 3
