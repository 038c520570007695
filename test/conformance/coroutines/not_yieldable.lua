-- library functions that call back cannot be yielded across
local function try(f) print(coroutine.resume(coroutine.create(f))) end
try(function() return ("abc"):gsub(".", function(c) return coroutine.yield(c) end) end)
-- expect: false	attempt to yield across a C-call boundary
try(function() table.sort({ 3, 1, 2 }, function(a, b) coroutine.yield(); return a < b end) end)
-- expect: false	attempt to yield across a C-call boundary
try(function() return load(function() return coroutine.yield() end) end)
-- expect: true	nil	attempt to yield across a C-call boundary
try(function() return tostring(setmetatable({}, { __tostring = function() return coroutine.yield() end })) end)
-- expect: false	attempt to yield across a C-call boundary
try(function() return table.concat(setmetatable({}, { __index = function() return coroutine.yield() end,
  __len = function() return 1 end })) end)
-- expect: false	attempt to yield across a C-call boundary
try(function() return pcall(string.gsub, "x", "x", function() coroutine.yield() end) end)
-- expect: true	false	attempt to yield across a C-call boundary
print(select(2, coroutine.resume(coroutine.create(function()
  return (("ab"):gsub(".", function(c) return coroutine.wrap(function() coroutine.yield(c .. c) end)() end))
end))))
-- expect: aabb
