-- every metamethod called by the VM may yield
local log = {}
local function y(name) return function(...) log[#log + 1] = name; return coroutine.yield(name) end end
local mt = { __index = y "index", __newindex = y "newindex", __call = y "call", __add = y "add", __concat = y "concat",
  __len = y "len", __eq = y "eq", __lt = y "lt", __le = y "le", __unm = y "unm", __band = y "band", __idiv = y "idiv" }
local co = coroutine.wrap(function()
  local t, u = setmetatable({}, mt), setmetatable({}, mt)
  print(t.x, t[1])
  t.z = 5
  print(t("arg"), t + 1, 1 + t, "a" .. t, #t, -t, t & 1, t // 2)
  print(t == u, t < u, t <= u, t > u, t ~= u)
  if t < u then print("branch taken") else print("branch not taken") end
  while t == u do print("once") end
  local r = (t.a or t.b) and t.c
  print(r)
  return "end"
end)
local v, n = co(), 0
while v ~= "end" do
  n = n + 1
  v = co(n % 7 ~= 0 and n)
end
-- expect: 1	2
-- expect: 4	5	6	false	8	9	10	11
-- expect: true	true	false	true	false
-- expect: branch taken
-- expect: once
-- expect: once
-- expect: once
-- expect: 23
print(n, table.concat(log, " "))
-- expect: 23	index index newindex call add add concat len unm band idiv eq lt le lt eq lt eq eq eq eq index index
