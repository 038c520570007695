-- §2.6: create, resume, yield, status
local co
co = coroutine.create(function(a, b)
  print("start", a, b, coroutine.status(co))
  local c = coroutine.yield(a + b)
  print("second", c)
  local d, e = coroutine.yield(c * 2, "extra")
  print("third", d, e)
  return "end", "values"
end)
print(coroutine.status(co)) -- expect: suspended
print(coroutine.resume(co, 1, 2))
-- expect: start	1	2	running
-- expect: true	3
print(coroutine.status(co)) -- expect: suspended
print(coroutine.resume(co, 10))
-- expect: second	10
-- expect: true	20	extra
print(coroutine.resume(co, "x", "y"))
-- expect: third	x	y
-- expect: true	end	values
print(coroutine.status(co)) -- expect: dead
print(coroutine.resume(co)) -- expect: false	cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() end))) -- expect: true
