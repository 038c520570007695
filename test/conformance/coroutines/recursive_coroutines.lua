-- coroutines that create and resume coroutines
local function nest(n)
  if n == 0 then coroutine.yield("deepest"); return "leaf" end
  local co = coroutine.create(nest)
  local ok, v = coroutine.resume(co, n - 1)
  while coroutine.status(co) ~= "dead" do
    coroutine.yield(v .. n)
    ok, v = coroutine.resume(co)
  end
  return v .. "/" .. n
end
local co = coroutine.wrap(function() return nest(5) end)
print(co()) -- expect: deepest12345
print(co()) -- expect: leaf/1/2/3/4/5
local function primes(n)
  local function gen() for i = 2, n do coroutine.yield(i) end end
  local function filter(p, g) for v in g do if v % p ~= 0 then coroutine.yield(v) end end end
  local x = coroutine.wrap(gen)
  while true do
    local v = x()
    if v == nil then break end
    io.write(v, " ")
    local previous = x
    x = coroutine.wrap(function() filter(v, previous) end)
  end
  print()
end
primes(40) -- expect: 2 3 5 7 11 13 17 19 23 29 31 37
