-- a message handler that overflows the stack; coroutines that close each other endlessly deep
local function loop(x) return 1 + loop(x) end
print(xpcall(loop, loop)) -- expect: false	error in error handling
local co = false
for i = 1, 1000 do
  local previous = co
  co = coroutine.create(function()
    local cc <close> = setmetatable({}, { __close = function()
      if previous then assert(coroutine.close(previous)) end
    end })
    coroutine.yield()
  end)
  coroutine.resume(co)
end
local ok, message = coroutine.close(co)
print(ok, message:find("C stack overflow") ~= nil) -- expect: false	true
