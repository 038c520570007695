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
-- a level is checked as any other argument
local function try(...) return select(2, pcall(...)):gsub("^.*:%d+: ", "") end
print((try(function() error(0, {}) end))) -- expect: bad argument #2 to 'error' (number expected, got table)
print((try(function() error("m", false) end))) -- expect: bad argument #2 to 'error' (number expected, got boolean)
print((try(function() return error("m", 1.5) end)))
-- expect: bad argument #2 to 'error' (number has no integer representation)
local level = "0"
print(pcall(function() error("m", level) end)) -- expect: false	m
level = 0.0
print(pcall(function() error("m", level) end)) -- expect: false	m
level = nil
print((try(function() error("m", level) end))) -- expect: m
