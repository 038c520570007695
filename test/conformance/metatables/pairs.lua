-- §6.1 __pairs: replaces the traversal
local t = setmetatable({ a = 1 }, { __pairs = function(self)
  local keys = { "x", "y", "z" }
  local i = 0
  return function(_, k) i = i + 1; return keys[i], i end, self, nil
end })
for k, v in pairs(t) do io.write(k, v, " ") end
print() -- expect: x1 y2 z3
print(select("#", pairs(t))) -- expect: 3
local one = setmetatable({}, { __pairs = function() return "iter", "state", "start", "extra" end })
print(pairs(one)) -- expect: iter	state	start
print(next(t)) -- expect: a	1
local sorted = setmetatable({ b = 2, a = 1, c = 3 }, { __pairs = function(self)
  local keys = {}
  for k in next, self do keys[#keys + 1] = k end
  table.sort(keys)
  local i = 0
  return function() i = i + 1; return keys[i], self[keys[i]] end
end })
for k, v in pairs(sorted) do io.write(k, "=", v, " ") end
print() -- expect: a=1 b=2 c=3
