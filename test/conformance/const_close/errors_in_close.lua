-- an error in __close replaces the one before, and the other variables are still closed
local function closer(name, err)
  return setmetatable({}, { __close = function(_, e)
    print(name, e)
    if err then error(err, 0) end
  end })
end
print(pcall(function()
  local a <close> = closer("a")
  local b <close> = closer("b", "error in b")
  local c <close> = closer("c", "error in c")
  local d <close> = closer("d")
  error("first", 0)
end))
-- expect: d	first
-- expect: c	first
-- expect: b	error in c
-- expect: a	error in b
-- expect: false	error in b
print(pcall(function()
  local a <close> = closer("only", "from close")
  return "lost"
end))
-- expect: only	nil
-- expect: false	from close
