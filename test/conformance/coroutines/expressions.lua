-- yields in the middle of expressions keep the temporaries
local y = coroutine.yield
local co = coroutine.wrap(function(...)
  local t = { y("a"), y("b"), n = y("c"), [y("d")] = y("e"), y("f") }
  print(#t, t[1], t[2], t.n, t.dd, t[3])
  print(y("g") + y("h") * y("i"), y("j") .. "-" .. y("k"))
  t.x, t.y = y("l"), y("m")
  print(t.x, t.y, (y("n")), y("o") and y("p") or y("q"))
  local s = 0
  for i = y("r"), y("s"), y("t") do s = s + i end
  print(s, -y("u"), not y("v"), #y("w"))
  print(y("x") < y("y"), y("z") == 26, select("#", ..., y("end of list")))
  return ...
end)
local function answer(v)
  local n = v:byte() - 96
  if v == "a" or v == "b" or v == "j" or v == "k" or v == "w" then return v .. "!" end
  if v == "d" then return "dd" end
  if v == "r" then return 1 elseif v == "s" then return 10 elseif v == "t" then return 3 end
  if v == "p" then return nil end
  if v == "end of list" then return 1, nil, nil end
  return n
end
local v = table.pack(co("arg", nil))
while v.n == 1 do v = table.pack(co(answer(v[1]))) end
-- expect: 3	a!	b!	3	5	6
-- expect: 79	j!-k!
-- expect: 12	13	14	17
-- expect: 22	-21	false	2
-- expect: true	true	4
print(v.n, v[1], v[2]) -- expect: 2	arg	nil
