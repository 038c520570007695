-- §2.5: weak tables lose dead entries after a full collection; __gc runs
local weak = setmetatable({}, { __mode = "k" })
local keep = {}
weak[keep] = "kept"
weak.name = {}
print(weak[keep], type(weak.name)) -- expect: kept	table
local values = setmetatable({ keep, "string", 5 }, { __mode = "v" })
collectgarbage()
collectgarbage()
print(values[1] == keep, values[2], values[3], weak[keep]) -- expect: true	string	5	kept
print(getmetatable(weak).__mode, collectgarbage("isrunning")) -- expect: k	true
print(type(collectgarbage("count")), collectgarbage("step") ~= nil) -- expect: number	true
