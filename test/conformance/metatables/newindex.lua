-- §2.4 __newindex: for absent keys; a function or another table
local log = {}
local t = setmetatable({ old = 1 }, { __newindex = function(self, k, v)
  log[#log + 1] = k .. "=" .. tostring(v)
  rawset(self, k, v)
end })
t.old = 2
t.new = 3
t.new = 4
t.gone = nil
print(table.concat(log, " "), t.old, t.new) -- expect: new=3 gone=nil	2	4
local store = {}
local proxy = setmetatable({}, { __newindex = store, __index = store })
proxy.x = 1
print(rawget(proxy, "x"), store.x, proxy.x) -- expect: nil	1	1
local chain = setmetatable({}, { __newindex = proxy })
chain.y = 2
print(rawget(chain, "y"), store.y) -- expect: nil	2
print(pcall(function() setmetatable({}, { __newindex = function() error("read only", 0) end }).x = 1 end))
-- expect: false	read only
