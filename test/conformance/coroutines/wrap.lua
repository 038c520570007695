-- §6.2: wrap returns a function that resumes and raises errors
local gen = coroutine.wrap(function(a)
  local b = coroutine.yield(a .. "1")
  local c, d = coroutine.yield(b .. "2", "more")
  return c, d, nil
end)
print(gen("a")) -- expect: a1
print(gen("b")) -- expect: b2	more
print(select("#", gen("c", "d"))) -- expect: 3
print(pcall(gen)) -- expect: false	cannot resume dead coroutine
local bad = coroutine.wrap(function() error("inside") end)
print(pcall(bad)) -- expect: false	wrap.lua:11: inside
print(pcall(bad)) -- expect: false	cannot resume dead coroutine
local object = coroutine.wrap(function() error({ code = 9 }) end)
print(select(2, pcall(object)).code) -- expect: 9
print(pcall(coroutine.wrap(function() local x = nil; return x.y end)))
-- expect: false	wrap.lua:16: attempt to index a nil value (local 'x')
print(pcall(coroutine.wrap(function() error("no position", 0) end))) -- expect: false	no position
