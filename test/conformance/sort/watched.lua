-- methods see each read and write of a sort, where the reference has them
local log
local function watched(t)
  return setmetatable({}, {
    __len = function() return #t end,
    __index = function(_, k)
      log = log .. "r" .. k .. " "
      return t[k]
    end,
    __newindex = function(_, k, v)
      log = log .. "w" .. k .. "=" .. tostring(v) .. " "
      t[k] = v
    end,
  })
end
local function try(t, comp)
  log = ""
  local ok, message = pcall(table.sort, watched(t), comp)
  print((log:gsub(" $", "")), table.concat(t, " "), message)
end
try({ 2, 1 }) -- expect: r1 r2 w1=1 w2=2	1 2	nil
try({ 1, 2, 3 }) -- expect: r1 r3 r2 r1 r3	1 2 3	nil
try({ 3, 1, 2 }) -- expect: r1 r3 w1=2 w3=3 r2 r1 w2=2 w1=1	1 2 3	nil
try({ 3, 5, 1, 4 }, function(a, b) return a > b end)
-- expect: r1 r4 w1=4 w4=3 r2 r1 w2=4 w1=5 r2 r3 w2=1 w3=4 r2 r2 r1 w3=1 w2=4 r3 r4 w3=3 w4=1	5 4 3 1	nil
try({ 1, 2, 3 }, function() return true end) -- expect: r1 r3 w1=3 w3=1 r2 r1 w2=3 w1=2	2 3 1	nil
try({ 1, 2, 3, 4 }, function() return true end)
-- expect: r1 r4 w1=4 w4=1 r2 r1 w2=4 w1=2 r2 r3 w2=3 w3=4 r2 r3	2 3 4 1	invalid order function for sorting
try({ 1, "x", 2 }) -- expect: r1 r3 r2 r1	1 x 2	attempt to compare string with number
