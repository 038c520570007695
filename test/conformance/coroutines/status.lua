-- §6.2: suspended, running, normal, dead; running and isyieldable
local outer, inner
inner = coroutine.create(function()
  print(coroutine.status(outer), coroutine.status(inner))
  print(coroutine.running() == inner, select(2, coroutine.running()), coroutine.isyieldable())
  print(coroutine.resume(outer))
  print(coroutine.resume(inner))
end)
outer = coroutine.create(function()
  print(coroutine.status(outer), coroutine.status(inner))
  coroutine.resume(inner)
  print(coroutine.status(inner))
end)
coroutine.resume(outer)
-- expect: running	suspended
-- expect: normal	running
-- expect: true	false	true
-- expect: false	cannot resume non-suspended coroutine
-- expect: false	cannot resume non-suspended coroutine
-- expect: dead
print(coroutine.status(outer)) -- expect: dead
print(pcall(coroutine.status, 1))
-- expect: false	bad argument #1 to 'coroutine.status' (thread expected, got number)
print(pcall(coroutine.create))
-- expect: false	bad argument #1 to 'coroutine.create' (function expected, got no value)
print(type(coroutine.running()), type(select(2, coroutine.running()))) -- expect: thread	boolean
