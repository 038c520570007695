-- variables with __close are closed when the body goes on after a yield, even from __close itself
local function closer(name) return setmetatable({}, { __close = function(_, e)
  coroutine.yield("in close " .. name)
  print("closed", name, e)
end }) end
local co = coroutine.wrap(function()
  do
    local a <close> = closer("a")
    coroutine.yield("body")
  end
  local ok, e = pcall(function()
    local b <close> = closer("b")
    coroutine.yield("in pcall")
    error("oops", 0)
  end)
  print(ok, e)
  local function ret() local c <close> = closer("c"); return "returned", "values" end
  print(ret())
  for i = 1, 2 do
    local d <close> = closer("d" .. i)
    if i == 1 then goto continue end
    ::continue::
  end
  return "end"
end)
local v
repeat v = co(); print(v) until v == "end"
-- expect: body
-- expect: in close a
-- expect: closed	a	nil
-- expect: in pcall
-- expect: in close b
-- expect: closed	b	oops
-- expect: false	oops
-- expect: in close c
-- expect: closed	c	nil
-- expect: returned	values
-- expect: in close d1
-- expect: closed	d1	nil
-- expect: in close d2
-- expect: closed	d2	nil
-- expect: end
