-- objects that refer to themselves, or to one another, are lost together
local found = {}
local mt = {__gc = function(o) found[#found + 1] = o end}
local function cycles()
  local a = setmetatable({name = "a"}, mt)
  a.self = a
  a[a] = a
  local b = setmetatable({name = "b", children = {}}, mt)
  for i = 1, 3 do b.children[i] = {parent = b, next = a} end
  a.other = b
end
cycles()
collectgarbage()
local b, a = found[1], found[2]
print(#found, a.name, b.name)
print(a.self == a, a[a] == a, a.other == b, #b.children)
print(b.children[1].parent == b, b.children[3].next == a, b.children[1] ~= b.children[2])
-- expect: 2	a	b
-- expect: true	true	true	3
-- expect: true	true	true
