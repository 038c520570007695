-- §6.10: the count hook is called after every so many instructions of the virtual machine.
local function count(n, f, ...)
  local events = 0
  debug.sethook(function(event) events = events + (event == "count" and 1 or 100000) end, "", n)
  events = 0
  f(...)
  debug.sethook()
  return events
end
local function loop(n) for i = 1, n do end end
print(count(1, loop, 100) - count(1, loop, 0))
print(count(10, loop, 1000))
print(count(1e6, loop, 1000))
local function sum(n)
  local s = 0
  while n > 0 do
    s = s + n
    n = n - 1
  end
  return s
end
print(count(1, sum, 100) - count(1, sum, 99))

-- it ends what would not end
local ok, message = pcall(function()
  debug.sethook(function() error("enough", 2) end, "", 10000)
  while true do end
end)
debug.sethook()
print(ok, (message:gsub("^.-:%d+", "")))
-- expect: 100
-- expect: 335
-- expect: 0
-- expect: 4
-- expect: false	: enough
