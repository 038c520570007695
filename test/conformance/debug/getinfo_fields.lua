-- §6.10: fields of getinfo, by option.
local function f(a, b, ...)
  local up = print
  local info = debug.getinfo(1, "nSlutr")
  local keys = {}
  for k in pairs(info) do keys[#keys + 1] = k end
  table.sort(keys)
  for _, k in ipairs(keys) do
    if k ~= "source" and k ~= "short_src" then io.write(k, "=", tostring(info[k]), " ") end
  end
  print()
end
f()
local t = {m = f}
t.m()
t:m()
local function lines(f)
  local list = {}
  for line in pairs(debug.getinfo(f, "L").activelines) do list[#list + 1] = line end
  table.sort(list)
  return table.concat(list, " ")
end
print(lines(f))
print(lines(load("local a\n\n\nlocal b = 1\nif a then\nreturn b\nend\n")))
print(lines(function() end))
print(debug.getinfo(math.sin, "L").activelines, debug.getinfo(math.sin).what, debug.getinfo(math.sin).nparams)
print(debug.getinfo(1, "S").what, debug.getinfo(1, "l").currentline)
print(pcall(debug.getinfo, 1, "X"))
print(pcall(debug.getinfo, 1, ">S"))
print(pcall(debug.getinfo, "x"))
print(debug.getinfo(1000), debug.getinfo(-1))
-- expect: currentline=4 ftransfer=0 istailcall=false isvararg=true lastlinedefined=12 linedefined=2 name=f namewhat=local nparams=2 ntransfer=0 nups=1 what=Lua 
-- expect: currentline=4 ftransfer=0 istailcall=false isvararg=true lastlinedefined=12 linedefined=2 name=m namewhat=field nparams=2 ntransfer=0 nups=1 what=Lua 
-- expect: currentline=4 ftransfer=0 istailcall=false isvararg=true lastlinedefined=12 linedefined=2 name=m namewhat=method nparams=2 ntransfer=0 nups=1 what=Lua 
-- expect: 3 4 5 6 7 8 9 10 11 12
-- expect: 1 4 5 6 7
-- expect: 25
-- expect: nil	C	0
-- expect: main	27
-- expect: false	bad argument #2 to 'debug.getinfo' (invalid option)
-- expect: false	bad argument #2 to 'debug.getinfo' (invalid option '>')
-- expect: false	bad argument #1 to 'debug.getinfo' (number expected, got string)
-- expect: nil	nil
