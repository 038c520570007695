-- numbers of arguments and results, nils among them
local co = coroutine.create(function(...)
  local a = table.pack(coroutine.yield(select("#", ...)))
  local b = table.pack(coroutine.yield(a.n, nil, nil))
  return b.n, table.unpack(b, 1, b.n)
end)
print(coroutine.resume(co, nil, nil)) -- expect: true	2
print(coroutine.resume(co)) -- expect: true	0	nil	nil
print(coroutine.resume(co, nil, 2, nil)) -- expect: true	3	nil	2	nil
local function count(...) return select("#", ...) end
local w = coroutine.wrap(function() while true do coroutine.yield() end end)
print(count(w()), count(w(1, 2))) -- expect: 0	0
local e = coroutine.wrap(function() return end)
print(count(e())) -- expect: 0
local va = coroutine.wrap(function(...) local n = select("#", ...); coroutine.yield(n); return ... end)
print(va(1, nil, nil), count(va())) -- expect: 3	3
print(coroutine.resume(coroutine.create(coroutine.yield), 1, 2)) -- expect: true	1	2
print(coroutine.resume(coroutine.create(string.rep), "ab", 2)) -- expect: true	abab
print(coroutine.wrap(pcall)(error, "x", 0)) -- expect: false	x
