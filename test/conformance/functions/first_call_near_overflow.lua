-- A function may be called for the first time where next to nothing of the stack is left: it fails there, and works
-- elsewhere.
local fs = {}
local parts = { "local fs = ...\n" }
for i = 1, 8 do
  parts[#parts + 1] = ([[
    fs[%d] = function(a, b, c)
      local t = { x = a, y = b, z = c, k = %d }
      for i = 1, 3 do t[i] = (t.x or 0) + i end
      local function down(n) if n == 0 then return t.k end return down(n - 1) end
      return down(2) + #t
    end
  ]]):format(i, i)
end
assert(load(table.concat(parts)))(fs)
local deepest
local function deep(n)
  deepest = n
  return 1 + deep(n + 1)
end
local ok, message = pcall(deep, 1)
print(ok, message:match("stack overflow"))
local function at(n, f)
  if n == 0 then return f(1, 2, 3) end
  local r = at(n - 1, f)
  return r
end
-- how deep that one gets, which may change while it gets hot
local function limit()
  local n = deepest
  while pcall(at, n, tostring) do n = n + 400 end
  return n
end
local before, most = 0, limit()
for _ = 1, 20 do
  if most == before then break end
  before, most = most, limit()
end
local failed = 0
for i = 1, #fs do
  local ok, message = pcall(at, most - 1500 + i * 400, fs[i])
  if not ok then
    failed = failed + 1
    assert(message:find("stack overflow"), message)
  end
end
print(failed > 0)
for i = 1, #fs do assert(fs[i](1, 2, 3) == i + 3) end
print(#fs)
-- expect: false	stack overflow
-- expect: true
-- expect: 8
