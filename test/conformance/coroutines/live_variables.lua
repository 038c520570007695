-- what is kept over a yield: variables that are only assigned behind it, in loops and branches
local function steps(a, b)
  for _ = 1, 3 do
    a, b = b, coroutine.yield(b) + 1
  end
  return a, b
end
local co = coroutine.wrap(steps)
print(co(1, 2)) -- expect: 2
print(co(5)) -- expect: 6
print(co(7)) -- expect: 8
print(co(9)) -- expect: 8	10

-- a variable that one branch assigns keeps its value on the other
local function branches(t)
  local out, last = {}, "none"
  for i, v in ipairs(t) do
    if v > 2 then last = coroutine.yield(i) end
    out[#out + 1] = last
  end
  return table.concat(out, " ")
end
co = coroutine.wrap(branches)
print(co { 1, 5, 2, 7, 1 }) -- expect: 2
print(co("x")) -- expect: 4
print(co("y")) -- expect: none x x y y

-- loops inside loops, left early, with values from before
local function nested()
  local found, sum = nil, 0
  for i = 1, 4 do
    local j = 0
    while true do
      j = j + 1
      sum = sum + coroutine.yield(i * 10 + j)
      if j == i then break end
      if sum > 12 then found = found or i end
    end
  end
  return found, sum
end
co = coroutine.wrap(nested)
local got = { co() }
while #got == 1 do got = { co(2) } end
print(got[1], got[2]) -- expect: 4	20

-- an iterator function that yields
local function each(t)
  local i = 0
  return function()
    i = i + 1
    if t[i] then return i, coroutine.yield(t[i]) end
  end
end
co = coroutine.wrap(function()
  local s = ""
  for i, v in each { "a", "b", "c" } do s = s .. i .. v end
  return s
end)
print(co(), co("A"), co("B"), co("C")) -- expect: a	b	c	1A2B3C

-- variables of the main chunk around a loop that yields
local a, b = 0, 1
for _ = 1, 5 do a, b = b, a + b end
print(a, b) -- expect: 5	8
