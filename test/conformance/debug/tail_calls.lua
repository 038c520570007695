-- §3.4.10, §6.10: a tail call replaces its caller: traces say so, and it has no name.
local function shown(text) return (text:gsub("\n\t%[C%].*", ""):gsub("[%w_]*%.lua", "F")) end
local function f()
  local info = debug.getinfo(1, "nt")
  print(info.istailcall, info.name, info.namewhat)
  local n = debug.getlocal(1, 1)
  print(n)
  return shown(debug.traceback("trace"))
end
local function g() return f() end
local function h()
  local text = g()
  return text
end
print((h():gsub("\n%s*F:%d+: in main chunk.*", ""):gsub("\n%s*F:%d+: in function <F:1.*", "")))
local function count(n)
  if n == 0 then return debug.getinfo(1, "t").istailcall end
  return count(n - 1)
end
print(count(0), count(100))
-- expect: true	nil	
-- expect: info
-- expect: trace
-- expect: stack traceback:
-- expect: 	F:8: in function <F:3>
-- expect: 	(...tail calls...)
-- expect: 	F:12: in local 'h'
-- expect: false	true
