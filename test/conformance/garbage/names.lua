-- a finalizer is called as metamethod __gc
local info
do
  setmetatable({}, {__gc = function() info = debug.getinfo(1, "n") end})
end
collectgarbage()
collectgarbage()
print(info.namewhat, info.name) -- expect: metamethod	__gc
