-- §2.5.3: a lost object is given to its finalizer, once
local function make(name)
  return setmetatable({name = name, list = {1, 2, x = "y"}}, {__gc = function(o)
    print(o.name, #o.list, o.list.x, getmetatable(o).__gc ~= nil)
  end})
end
local function lose() make "lost" end
lose()
local kept
local function keep() kept = make "kept" end
keep()
collectgarbage()
print("collected")
kept = nil
collectgarbage()
collectgarbage()
print("end")
-- expect: lost	2	y	true
-- expect: collected
-- expect: kept	2	y	true
-- expect: end
