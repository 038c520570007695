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
-- a method that is gone, when a scope is left and when an error passes; functions called as methods have their own names
local function vanish(ending)
  local meta = { __close = true }
  meta.__close = function() end
  local x <close> = setmetatable({}, meta)
  meta.__close = nil
  ending()
end
print((select(2, pcall(vanish, function() end)):gsub("^.*:%d+: ", ""))) -- expect: attempt to call a nil value (metamethod 'close')
print(pcall(vanish, function() error("e", 0) end)) -- expect: false	attempt to call a nil value
print(pcall(function()
  local x <close> = setmetatable({}, { __close = error })
  error({})
end)) -- expect: false	bad argument #2 to 'error' (number expected, got table)
print(coroutine.wrap(function()
  return pcall(function()
    local x <close> = setmetatable({}, { __close = error })
    coroutine.yield()
    error({})
  end)
end)()) -- expect:
local closes = coroutine.wrap(function()
  return pcall(function()
    local x <close> = setmetatable({}, { __close = error })
    coroutine.yield(1)
    error({})
  end)
end)
print(closes(), closes()) -- expect: 1	false	bad argument #2 to 'error' (number expected, got table)
