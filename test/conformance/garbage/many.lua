-- marking objects makes collections happen
local count = 0
local mt = {__gc = function() count = count + 1 end}
local made = 0
while count == 0 do
  setmetatable({}, mt)
  made = made + 1
end
print(made >= count and count > 0)
-- expect: true
