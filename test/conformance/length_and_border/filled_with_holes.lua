-- what # finds in tables that were filled with holes depends on when a full hash part makes integers elements
local function fill(t, ...)
  for i = 1, select("#", ...) do t[(select(i, ...))] = i end
  return #t
end
print(fill({}, 1, 3), fill({}, 1, 3, 4), fill({}, 1, 2, 4)) -- expect: 1	4	4
print(fill({}, 4, 2, 1), fill({}, 3, 2), fill({}, 2, 3, 5)) -- expect: 4	0	0
-- fields count
print(fill({x = 1}, 1, 3, 4), fill({x = 1, y = 2}, 1, 3, 4)) -- expect: 4	1
print(fill({x = 1, y = 2}, 1, 3, 4, 5), fill({}, 1, 0, 3, 4)) -- expect: 5	4
-- what a parser does whose captures may be nil
local node, n = {}, 0
for _, v in ipairs({"class", false, "", "body"}) do
  n = n + 1
  node[n] = v or nil
end
print(#node, select("#", table.unpack(node, 2))) -- expect: 4	3
-- a constructor makes room for its positional items, whatever else it has
local t = {"a", nil, nil, [9] = "i", "f", [5] = "g", ["3"] = 1}
print(#t, t[9], #{x = 1, 1, nil, 3, nil}, #{1, [3] = 3, nil, [2] = 2}, #{[2] = "x", 1, nil, 3}) -- expect: 5	i	3	1	3
