-- §3.3.8: break, goto, return and errors close
local function closer(name)
  return setmetatable({}, { __close = function(_, e) print("close " .. name, e) end })
end
for i = 1, 3 do
  local x <close> = closer("break " .. i)
  if i == 2 then break end
end
-- expect: close break 1	nil
-- expect: close break 2	nil
local function f()
  local x <close> = closer("return")
  return "result", "second"
end
print(f())
-- expect: close return	nil
-- expect: result	second
do
  local n = 0
  ::again::
  n = n + 1
  if n < 3 then
    local x <close> = closer("goto " .. n)
    goto again
  end
end
-- expect: close goto 1	nil
-- expect: close goto 2	nil
print(pcall(function()
  local x <close> = closer("error")
  error("boom", 0)
end))
-- expect: close error	boom
-- expect: false	boom
