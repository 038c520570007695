-- §2.5.3: finalizers are called in the reverse order of marking
local mt = {__gc = function(o) print(o[1]) end}
do
  local function many()
    local list = {}
    for i = 1, 5 do list[i] = setmetatable({i}, mt) end
    -- once marked, an object keeps its place
    setmetatable(list[1], mt)
  end
  many()
end
collectgarbage()
-- expect: 5
-- expect: 4
-- expect: 3
-- expect: 2
-- expect: 1
