-- §3.5: every call makes fresh locals
local function counter(start, step)
  local n = start
  return function() n = n + step; return n end, function() return n end
end
local up, value = counter(0, 1)
local down = counter(10, -2)
print(up(), up(), down(), up(), value(), down()) -- expect: 1	2	8	3	3	6
local function make()
  local t = {}
  function t.set(v) t.value = v end
  function t.get() return t.value end
  return t
end
local a, b = make(), make()
a.set(1); b.set(2)
print(a.get(), b.get()) -- expect: 1	2
