-- protected calls within each other
local function risky(n)
  if n == 0 then error("bottom", 0) end
  local ok, e = pcall(risky, n - 1)
  error(tostring(ok) .. " " .. tostring(e) .. " < " .. n, 0)
end
print(pcall(risky, 3)) -- expect: false	false false false bottom < 1 < 2 < 3
local log = {}
local ok, e = pcall(function()
  local ok1, e1 = pcall(error, "inner", 0)
  log[1] = e1
  error("outer " .. e1, 0)
end)
print(ok, e, log[1]) -- expect: false	outer inner	inner
for i = 1, 3 do
  local ok = pcall(function() if i == 2 then error() end end)
  io.write(tostring(ok), " ")
end
print() -- expect: true false true
print(pcall(function() return pcall(function() return pcall(error, "x", 0) end) end))
-- expect: true	true	false	x
