-- errors inside coroutines: resume reports, the coroutine is dead
local co = coroutine.create(function()
  local t = {}
  coroutine.yield(1)
  return t.x.y
end)
print(coroutine.resume(co)) -- expect: true	1
print(coroutine.resume(co)) -- expect: false	errors.lua:5: attempt to index a nil value (field 'x')
print(coroutine.status(co), coroutine.resume(co)) -- expect: dead	false	cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() error({ 1 }) end)) == false) -- expect: true
print(coroutine.resume(coroutine.create(function() error() end))) -- expect: false	nil
local nested = coroutine.create(function()
  local inner = coroutine.wrap(function() error("deep", 0) end)
  local ok, e = pcall(inner)
  coroutine.yield(e)
  inner()
end)
print(coroutine.resume(nested)) -- expect: true	deep
print(coroutine.resume(nested)) -- expect: false	errors.lua:16: cannot resume dead coroutine
print(pcall(coroutine.resume))
-- expect: false	bad argument #1 to 'coroutine.resume' (thread expected, got no value)
print(pcall(coroutine.resume, coroutine.create(print)))
-- expect:
-- expect: true	true
