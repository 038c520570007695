-- variables assigned before the error keep their values
local t, n = {}, 0
local function step(i)
  n = n + 1
  t[#t + 1] = i
  if i == 3 then error("stop", 0) end
  t[#t + 1] = -i
end
print(pcall(function() for i = 1, 5 do step(i) end end)) -- expect: false	stop
print(n, table.concat(t, " ")) -- expect: 3	1 -1 2 -2 3
local function try(f, ...)
  local r = table.pack(pcall(f, ...))
  if r[1] then return table.unpack(r, 2, r.n) end
  return nil, r[2]
end
print(try(function(a) return a, a * 2 end, 4)) -- expect: 4	8
print(try(error, "failed", 0)) -- expect: nil	failed
local retries = 0
repeat
  retries = retries + 1
  local ok = pcall(function() if retries < 3 then error() end end)
until ok
print(retries) -- expect: 3
