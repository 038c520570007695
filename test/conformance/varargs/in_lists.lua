-- ... in the middle of a list gives one value, at its end all
local function f(...)
  print(..., "end")
  print("start", ...)
  local a, b = ...
  local t = { ..., ... }
  local u = { (...) }
  return #t, #u, a, b
end
print(f(1, 2, 3))
-- expect: 1	end
-- expect: start	1	2	3
-- expect: 4	1	1	2
print(f())
-- expect: nil	end
-- expect: start
-- expect: 0	0	nil	nil
local function g(...) local x = ... or "default"; return x end
print(g(), g(false), g(5)) -- expect: default	default	5
local function h(...) return -(...), #{ ... }, (...) .. "" end
print(h(1, 2)) -- expect: -1	2	1
