-- strings are values for weak tables; other objects are not
local t = setmetatable({}, {__mode = "kv"})
local function fill()
  t.string, t.number, t.boolean = "a" .. "b", 1.5, true
  t.table, t["function"], t.thread = {}, function() return t end, coroutine.create(print)
  t[{}] = 1
end
fill()
collectgarbage()
local names = {}
for k in pairs(t) do names[#names + 1] = k end
table.sort(names)
print(table.concat(names, " "))
-- expect: boolean number string
