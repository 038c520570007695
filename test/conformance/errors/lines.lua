-- the line in a message is that of the failing operation
local function at(f)
  local _, m = pcall(f)
  print(m)
end
at(function()
  local t = {}
  local x = 1
    + t
  return x
end)
-- expect: lines.lua:9: attempt to perform arithmetic on a table value (local 't')
at(function()
  local s = "a"
    .. "b"
    .. {}
  return s
end)
-- expect: lines.lua:16: attempt to concatenate a table value
at(function()
  local t
  print(
    t.x
  )
end)
-- expect: lines.lua:24: attempt to index a nil value (local 't')
at(function()
  local f
  f(
    1,
    2
  )
end)
-- expect: lines.lua:29: attempt to call a nil value (local 'f')
at(function() return 1 < {} end) -- expect: lines.lua:35: attempt to compare number with table
at(function()
  for i = 1,
    "x" do
  end
end)
-- expect: lines.lua:38: bad 'for' limit (number expected, got string)
