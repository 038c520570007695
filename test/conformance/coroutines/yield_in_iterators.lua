-- iterators of a generic for, and __pairs, may yield
local co = coroutine.wrap(function()
  for i in function(_, i) return coroutine.yield("iter") end do io.write(tostring(i), " ") end
  print()
  local function inner() return coroutine.wrap(function() coroutine.yield(1); coroutine.yield(2) end) end
  for a in inner() do for b in inner() do io.write(a, ":", b, " "); coroutine.yield("nested") end end
  print()
  for i = 1, 3 do
    local x = coroutine.yield("numeric") or 0
    if x > 10 then break end
    io.write(i, "/", x, " ")
  end
  print()
  local t = setmetatable({}, { __pairs = function() return coroutine.yield("pairs"), nil, nil end })
  for k in pairs(t) do print(k) end
  return "end"
end)
local v, n = co(), 0
local answers = { 5, 6, nil, [9] = 11 }
while v ~= "end" do
  n = n + 1
  if v == "pairs" then local once = true; v = co(function() if once then once = false; return "from pairs" end end)
  else v = co(answers[n]) end
end
-- expect: 5 6
-- expect: 1:1 1:2 2:1 2:2
-- expect: 1/0
-- expect: from pairs
print(n) -- expect: 10
