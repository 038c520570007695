-- closing methods after an error are called by pcall, also behind one that has yielded
local function closing(f) return setmetatable({}, {__close = f}) end
local function foo()
  local a <close> = closing(function(_, e) print(debug.getinfo(2).name, e) end)
  local b <close> = closing(function() coroutine.yield() end)
  error(4)
end
local co = coroutine.wrap(function() local ok, e = pcall(foo) return ok, e end)
co()
print(co())
-- expect: pcall	4
-- expect: false	4
