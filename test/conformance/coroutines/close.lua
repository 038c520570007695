-- §6.2: coroutine.close kills a suspended coroutine and closes its variables
local function body()
  local x <close> = setmetatable({}, { __close = function(_, e) print("closed", e) end })
  coroutine.yield("yielded")
  print("never")
end
local co = coroutine.create(body)
print(coroutine.resume(co)) -- expect: true	yielded
print(coroutine.close(co), coroutine.status(co))
-- expect: closed	nil
-- expect: true	dead
print(coroutine.close(co), coroutine.resume(co)) -- expect: true	false	cannot resume dead coroutine
print(coroutine.close(coroutine.create(body))) -- expect: true
local failing = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() error("in close", 0) end })
  coroutine.yield()
end)
coroutine.resume(failing)
print(coroutine.close(failing)) -- expect: false	in close
print(coroutine.status(failing), coroutine.close(failing)) -- expect: dead	true
local co2
co2 = coroutine.create(function() return pcall(coroutine.close, co2) end)
print(coroutine.resume(co2)) -- expect: true	false	cannot close a running coroutine
local dead = coroutine.create(function() error("err", 0) end)
coroutine.resume(dead)
print(coroutine.close(dead)) -- expect: false	err
