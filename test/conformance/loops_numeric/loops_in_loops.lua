-- loops inside of loops of the main chunk run as functions of their own: they are still one activation
local function levels()
  local list = {}
  for level = 2, 5 do
    local info = debug.getinfo(level, "Sl")
    if info == nil or info.what ~= "main" then break end
    list[#list + 1] = info.currentline
  end
  return table.concat(list, " ")
end
for i = 1, 2 do
  while true do
    for j = 1, 1 do
      for k = 1, 1 do print(i, levels()) end
    end
    break
  end
end
-- expect: 1	14
-- expect: 2	14

-- the same, suspended
local co = coroutine.wrap(load([[
local yield = coroutine.yield
for i = 1, 2 do
  local n = 0
  while n < 2 do
    n = n + 1
    for j = 1, 2 do
      for k = 1, 2 do yield(i * 1000 + n * 100 + j * 10 + k) end
      if n == 2 then yield((debug.traceback("here"):gsub("\n%s*", " | "))) end
    end
  end
end
]], "=inner"))
for _ = 1, 4 do print(co(), co(), co(), co(), co()) end
-- expect: 1111	1112	1121	1122	1211
-- expect: 1212	here | stack traceback: | inner:8: in main chunk	1221	1222	here | stack traceback: | inner:8: in main chunk
-- expect: 2111	2112	2121	2122	2211
-- expect: 2212	here | stack traceback: | inner:8: in main chunk	2221	2222	here | stack traceback: | inner:8: in main chunk

-- a main chunk that calls itself from its loops, and from outside of them
function positions() return (debug.traceback(""):gsub("\n%s*", "|"):gsub("in [^|]*", ""):match("again.*again:%d+")) end
chunk = load([[
local n = ...
if n == 0 then
  local text = positions()
  return text
end
local result
if n % 2 == 0 then
  result = chunk(n - 1)
end
for i = 1, 1 do
  for j = 1, 1 do
    for k = 1, 1 do
      result = result or chunk(n - 1)
    end
  end
end
return result
]], "=again")
print((chunk(4):gsub("loops_in_loops.lua:%d+: ", "")))
-- expect: again:3: |again:13: |again:8: |again:13: |again:8

-- errors out of them
local broken = load([[
local t = ...
for i = 1, 3 do
  for j = 1, 3 do
    for k = 1, 3 do
      if i * j * k == 12 then local x = t.a.b end
    end
  end
end
]], "=broken")
print(pcall(broken, {})) -- expect: false	broken:5: attempt to index a nil value (field 'a')

-- variables of all of them
local a, b, c = 1, 2, 3
for i = 1, 3 do
  local x = i
  for j = 1, 3 do
    local y = x + j
    for k = 1, 3 do
      a, b, c = b, c, (a * 7 + y * k) % 1009
      x = x + 1
    end
    if a % 5 == 0 then b = b + 1 end
  end
  if x > 100 then break end
end
print(a, b, c) -- expect: 236	521	708
