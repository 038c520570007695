-- loops of functions that the main chunk calls once run as functions of their own: they are still one activation
local up, shared = 5, 1
local function where() return (debug.traceback("", 2):gsub("^.-\n.-\n%s*", ""):gsub("\n.*", "")) end
local function main(a, b, ...)
  local list, n = {}, 0
  for i = 1, 3 do
    local x = i * up
    for j = 1, 2 do
      n = n + 1
      list[n] = function() x = x + 1 return x + j end
      shared = shared + a
    end
    if i == 2 then print(where()) end
  end
  while n > 0 do
    b = b + list[n]()
    n = n - 1
  end
  for i = 1, select("#", ...) do b = b * 2 + (select(i, ...)) end
  for i = 1, 5 do
    if i == 4 then return a, b, shared, i end
    repeat a = a + 1 until a % 3 == 0
  end
end
print(main(1, 2, 3, 4))
-- by pcall, with an error inside
local function fails()
  local t = {}
  for i = 1, 3 do
    for j = 1, 3 do
      if i == 3 then t[i].x = j end
    end
  end
end
print(pcall(fails))
-- a global one, that is called by others as well
local times = 0
function start(n)
  times = times + 1
  local s = 0
  for i = 1, n do
    for j = 1, i do s = s + j * n end
  end
  return s
end
local function other() return start(3) end
print(start(2), other(), _G["start"](4), times)
-- that replaces itself, and one under a name that another had before
function once(n)
  for i = 1, 2 do once = function() return i * n end end
  return once()
end
print(once(7))
local f = function() for i = 1, 3 do shared = shared + i end return shared end
f = f and function() for i = 1, 3 do shared = shared * i end return shared end
print(f())
-- called where it stands, and suspended in its loops
print((function(...)
  local t = { ... }
  for i = 1, #t do
    for j = 1, #t - i do
      if t[j] > t[j + 1] then t[j], t[j + 1] = t[j + 1], t[j] end
    end
  end
  return table.concat(t, " ")
end)(3, 1, 2))
local co = coroutine.wrap(load([[
local function body(n)
  local total = 0
  for i = 1, n do
    for j = 1, 2 do total = total + (coroutine.yield(i * 10 + j) or 0) end
    if total > 100 then break end
  end
  local k = 0
  while k < 2 do
    k = k + 1
    total = total + coroutine.yield(debug.traceback("at"):gsub("\n%s*", "|"):gsub("|%(%.%.%.tail.*", "") .. "")
  end
  return total
end
local total = body(...)
return "total", total
]], "=wrapped"))
print(co(3), co(1), co(2), co(3), co(40), co(60), co(70), co(1), co(2))
-- a scope that is closed in one, and a goto
local log = {}
local function closing()
  for i = 1, 2 do
    for j = 1, 2 do
      local c <close> = setmetatable({}, { __close = function() log[#log + 1] = i * 10 + j end })
      if j == 2 then goto continue end
      log[#log + 1] = "body"
      ::continue::
    end
  end
end
closing()
print(table.concat(log, " "))
-- expect: loops_of_functions.lua:13: in local 'main'
-- expect: 9	330	7	4
-- expect: false	loops_of_functions.lua:31: attempt to index a nil value (field '?')
-- expect: 8	30	80	3
-- expect: 14
-- expect: 42
-- expect: 1 2 3
-- expect: 11	12	21	22	31	32	at|stack traceback:|wrapped:10: in local 'body'|wrapped:14: in main chunk	at|stack traceback:|wrapped:10: in local 'body'|wrapped:14: in main chunk	total	179
-- expect: body 11 12 body 21 22
