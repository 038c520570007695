-- the handler of an xpcall also sees what a closing method raises after a yield
local co = coroutine.wrap(function()
  print(xpcall(function()
    local c <close> = setmetatable({}, {
      __close = function(_, e)
        print("close", e)
        print("resumed", coroutine.yield("closing"))
        error("in close", 0)
      end,
    })
    error("in body", 0)
  end, function(e) return "<" .. tostring(e) .. ">" end))
  return "end"
end)
print(co())
-- expect: close	<in body>
-- expect: closing
print(co(1))
-- expect: resumed	1
-- expect: false	<in close>
-- expect: end
