-- finalizers run without hooks
local names = {}
local function inner() return 1 end
local function lose()
  setmetatable({}, {__gc = function()
    for i = 1, 1000 do inner() end
    names.hook = debug.gethook() ~= nil
  end})
end

local n = 0
debug.sethook(function() n = n + 1 end, "", 1)
local before = n
for _ = 1, 5 do lose() collectgarbage() end
local after = n
debug.sethook()
print(after - before < 500, names.hook)

local lines, calls = {}, {}
for _ = 1, 5 do lose() end
debug.sethook(function(event, line)
  if event == "line" then lines[line] = true
  elseif event == "call" and debug.getinfo(2, "f").func == inner then calls[#calls + 1] = event end
end, "lcr")
collectgarbage()
debug.sethook()
print(lines[6], #calls)
-- expect: true	true
-- expect: nil	0
