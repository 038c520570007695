-- A value that has lost its __close is found where its block ends: on the line of the block's last token.
local function value()
  return setmetatable({}, { __close = function() end })
end
print(pcall(function()
  do
    local x <close> = value()
    getmetatable(x).__close = nil
    if x then
      print("in")
    end
  end
end))
-- expect: in
-- expect: false	line_of_missing_close.lua:11: attempt to call a nil value (metamethod 'close')
print(pcall(function()
  do
    local x <close> = value()
    getmetatable(x).__close = nil
    local y =
      x
  end
  print("not here")
end))
-- expect: false	line_of_missing_close.lua:21: attempt to call a nil value (metamethod 'close')
print(pcall(function()
  repeat
    local x <close> = value()
    getmetatable(x).__close = nil
  until
    x
end))
-- expect: false	line_of_missing_close.lua:31: attempt to call a nil value (metamethod 'close')
print(pcall(function()
  while true do
    local x <close> = value()
    getmetatable(x).__close = nil
    do
      local z = 1
    end
  end
end))
-- expect: false	line_of_missing_close.lua:40: attempt to call a nil value (metamethod 'close')
