-- §3.3.3: all expressions of both sides are evaluated before any assignment
local i, t = 3, {}
i, t[i] = i + 1, 20
print(i, t[3], t[4]) -- expect: 4	20	nil
local a = { 1, 2, 3 }
local j = 1
j, a[j] = 2, "x"
print(j, a[1], a[2]) -- expect: 2	x	2
a[1], a[2], a[3] = a[3], a[1], a[2]
print(a[1], a[2], a[3]) -- expect: 3	x	2
local p = { next = { next = "end" } }
p, p.next = p.next, "changed"
print(p.next) -- expect: end
do
  local q = { v = 1 }
  local old = q
  q.v, q = 5, nil
  print(old.v, q)
end
-- expect: 5	nil
