-- §3.3.4, §3.5: a jump that leads to a goto goes where that goes, into the scope of a local that closures share.
local function id(...) return ... end
local list = {}
for i = 1, 3 do
  local x = id(i < 3 and i) or i * 10
  goto on
  do print("skipped") end
  ::on::;
  list[#list + 1] = function() x = x + 1 return x end
end
for _, f in ipairs(list) do print(f(), f()) end
-- expect: 2	3
-- expect: 3	4
-- expect: 31	32
for i = 1, 2 do
  local y = i == 1
  goto past
  print("skipped")
  ::past::
  print((function() y = not y return y end)(), y)
end
-- expect: false	false
-- expect: true	true
