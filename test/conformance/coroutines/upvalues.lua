-- closures that outlive their suspended coroutine
local co = coroutine.create(function()
  local n = 0
  local function inc(k) n = n + k; return n end
  while true do
    local got = coroutine.yield(inc, function() return n end)
    n = n * 10
    if got == "stop" then return n end
  end
end)
local _, inc, get = coroutine.resume(co)
print(inc(1), inc(2), get()) -- expect: 1	3	3
coroutine.resume(co)
print(get(), inc(5)) -- expect: 30	35
print(coroutine.resume(co, "stop")) -- expect: true	350
print(get(), inc(1), get()) -- expect: 350	351	351
local fs = {}
local loop = coroutine.wrap(function()
  for i = 1, 3 do
    local x = i
    fs[i] = function() x = x + i; return x end
    coroutine.yield()
    x = x * 100
  end
end)
loop(); fs[1](); loop(); loop(); loop()
print(fs[1](), fs[2](), fs[3]()) -- expect: 201	202	303
