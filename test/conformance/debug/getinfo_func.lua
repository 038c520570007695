-- §6.10: the function of a level.
local function f() return debug.getinfo(1, "f").func, debug.getinfo(2, "f").func end
local function g()
  local a, b = f()
  return a == f, b == g
end
g = g
local function h() return debug.getinfo(1).func end
print(g())
print(h() == h)
print(debug.getinfo(0, "f").func == debug.getinfo)
local map = {}
local function callback(x) map[#map + 1] = debug.getinfo(2, "f").func == string.gsub return nil end
string.gsub("ab", ".", callback)
print(map[1], map[2])
print(pcall(function() return debug.getinfo(2, "f").func == pcall end))
print(debug.getinfo(print, "f").func == print)
-- expect: true	true
-- expect: true
-- expect: true
-- expect: true	true
-- expect: true	true
-- expect: true
