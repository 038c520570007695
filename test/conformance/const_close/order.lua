-- §3.3.8: variables are closed in reverse order, each with the error or nil
local function closer(name)
  return setmetatable({}, { __close = function(_, e) print("close " .. name, e) end })
end
do
  local a <close> = closer("a")
  local b <close> = closer("b")
  local c <const> = 1
  print("body", c)
end
-- expect: body	1
-- expect: close b	nil
-- expect: close a	nil
do
  local n <close> = nil
  local f <close> = false
  print("nil and false are ignored")
end
-- expect: nil and false are ignored
print("after") -- expect: after
