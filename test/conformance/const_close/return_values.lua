-- the results are evaluated before the closing, and are not changed by it
local log = {}
local function f()
  local n = 1
  local c <close> = setmetatable({}, { __close = function() n = 100; log[#log + 1] = "closed" end })
  return n, #log
end
print(f()) -- expect: 1	0
print(log[1]) -- expect: closed
local function g(...)
  local c <close> = setmetatable({}, { __close = function() return "ignored" end })
  return ...
end
print(g(1, nil, 3, nil)) -- expect: 1	nil	3	nil
print(select("#", g(nil, nil))) -- expect: 2
local function tail()
  local c <close> = setmetatable({}, { __close = function() log[#log + 1] = "tail" end })
  return tostring(#log)
end
print(tail(), log[2]) -- expect: 1	tail
