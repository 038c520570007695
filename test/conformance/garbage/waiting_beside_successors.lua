-- a loop waits for a finalizer while each collection finds an object whose finalizer has made it
local meta = {}
function meta.__gc() setmetatable({}, meta) end
setmetatable({}, meta)

local function wait(make)
  local last
  local done = false
  last = {setmetatable({}, {__gc = function() done = true end})}
  repeat last = make(last) until done
  return type(last)
end

print(wait(function() return {{}} end))
local function inline()
  local last
  local done = false
  last = setmetatable({}, {__gc = function() done = true end})
  repeat last = {} until done
  local more = false
  last = {setmetatable({}, {__gc = function() more = true end})}
  repeat local i; last = {function() return i end} until more
  return type(last)
end
print(inline(), inline())
-- expect: table
-- expect: table	table
