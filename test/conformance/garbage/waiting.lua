-- a loop may wait for a finalizer without calling anything
local done = false
local function lose() setmetatable({}, {__gc = function() done = true end}) end
lose()
local last
repeat last = {last == nil} until done
print(#last)
-- expect: 1
