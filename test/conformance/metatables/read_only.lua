-- the classic read-only proxy, with length and traversal
local function readonly(t)
  return setmetatable({}, {
    __index = t,
    __newindex = function(_, k) error("cannot set " .. tostring(k), 2) end,
    __len = function() return #t end,
    __pairs = function() return next, t, nil end,
    __metatable = "locked",
  })
end
local days = readonly { "Mon", "Tue", "Wed" }
print(days[1], #days, getmetatable(days)) -- expect: Mon	3	locked
print(pcall(function() days[2] = "x" end)) -- expect: false	read_only.lua:13: cannot set 2
for i, d in pairs(days) do io.write(i, d, " ") end
print() -- expect: 1Mon 2Tue 3Wed
print(pcall(setmetatable, days, {})) -- expect: false	cannot change a protected metatable
print(rawlen(days), rawget(days, 1)) -- expect: 0	nil
