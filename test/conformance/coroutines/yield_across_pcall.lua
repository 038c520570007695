-- pcall and xpcall may be yielded across
local co = coroutine.wrap(function()
  print(pcall(function(a)
    local b = coroutine.yield(a)
    error("after " .. b, 0)
  end, "first"))
  print(xpcall(function()
    coroutine.yield("second")
    local x = nil
    return x.y
  end, function(m) return "handled " .. m end))
  print(pcall(pcall, function() return coroutine.yield("third") end))
  local r = table.pack(pcall(coroutine.yield, "fourth", nil))
  print(r.n, table.unpack(r, 1, r.n))
  return "end"
end)
print(co()) -- expect: first
print(co("x"))
-- expect: false	after x
-- expect: second
print(co())
-- expect: false	handled yield_across_pcall.lua:10: attempt to index a nil value (local 'x')
-- expect: third
print(co("result", nil))
-- expect: true	true	result	nil
-- expect: fourth	nil
print(co(1, nil, nil))
-- expect: 4	true	1	nil	nil
-- expect: end
