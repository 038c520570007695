-- collectgarbage("count") tells what the program allocates and loses; a long string, to the kilobyte
local function count() return collectgarbage("count") end
local function collected() collectgarbage() collectgarbage() return count() end

local before = collected()
local list = {}
for i = 1, 100000 do list[i] = {i} end
print(collected() > before + 2000, #list)
list = nil
print(collected() < before + 1000)

before = collected()
local keys = setmetatable({}, {__mode = "kv"})
keys[string.rep("a", 2^22)] = 25
keys[string.rep("b", 2^22)] = {}
print(count() > before + 2^13)
collectgarbage()
print(count() >= before + 2^12, count() < before + 2^13)
keys[next(keys)] = nil
collectgarbage()
print(next(keys), count() <= before + 1)

-- a cycle of steps gives back what is not in use
collectgarbage("stop")
collectgarbage()
local some = {}
for i = 1, 100 do some[i] = {{}} local _ = {} end
before = count()
for _ = 1, 100 do if collectgarbage("step", 20000) then break end end
print(count() < before, #some)
collectgarbage("restart")
-- expect: true	100000
-- expect: true
-- expect: true
-- expect: true	true
-- expect: nil	true
-- expect: true	100
