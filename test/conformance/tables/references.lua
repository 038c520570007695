-- tables are shared, not copied; cycles are fine
local a = { 1 }
local b = a
b[1] = 2
print(a[1]) -- expect: 2
a.self = a
print(a.self.self.self == a) -- expect: true
local function clone(t, seen)
  seen = seen or {}
  if type(t) ~= "table" then return t end
  if seen[t] then return seen[t] end
  local c = {}
  seen[t] = c
  for k, v in pairs(t) do c[clone(k, seen)] = clone(v, seen) end
  return c
end
local c = clone(a)
print(c ~= a, c.self == c, c[1]) -- expect: true	true	2
c[1] = 3
print(a[1], c[1]) -- expect: 2	3
