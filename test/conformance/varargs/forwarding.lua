-- wrappers pass everything on
local function wrap(f, ...)
  local n = select("#", ...)
  local args = { ... }
  return function(...)
    local all = { table.unpack(args, 1, n) }
    for i = 1, select("#", ...) do all[n + i] = (select(i, ...)) end
    return f(table.unpack(all, 1, n + select("#", ...)))
  end
end
print(wrap(math.max, 1, 5)(3, 9)) -- expect: 9
print(wrap(string.format, "%s-%s")("a", "b")) -- expect: a-b
print(wrap(select, "#", nil)(nil, nil)) -- expect: 3
local function sum(first, ...) if first then return first + sum(...) end return 0 end
print(sum(1, 2, 3, 4), sum()) -- expect: 10	0
local function reverse(...)
  if select("#", ...) == 0 then return end
  local function append(x, ...) return x, ... end
  local head = (...)
  local t = table.pack(reverse(select(2, ...)))
  t[t.n + 1] = head
  return table.unpack(t, 1, t.n + 1)
end
print(reverse(1, 2, 3)) -- expect: 3	2	1
