-- §6.1: the level tells whose position error() adds
local function thrower(level) error("msg", level) end
local function middle(level)
  thrower(level)
end
local function outer(level)
  middle(level)
  return "not a tail call"
end
for level = 0, 3 do
  print(level, select(2, pcall(outer, level)))
end
-- expect: 0	msg
-- expect: 1	levels.lua:2: msg
-- expect: 2	levels.lua:4: msg
-- expect: 3	levels.lua:7: msg
print(pcall(error, "direct")) -- expect: false	direct
print(pcall(error, "direct", 2)) -- expect: false	levels.lua:18: direct
print(pcall(error, "no level", 0)) -- expect: false	no level
local function check(x)
  if type(x) ~= "number" then error("number expected, got " .. type(x), 2) end
  return x
end
print(select(2, pcall(function()
  check("x")
end)))
-- expect: levels.lua:25: number expected, got string
print(select(2, pcall(thrower))) -- expect: levels.lua:2: msg
