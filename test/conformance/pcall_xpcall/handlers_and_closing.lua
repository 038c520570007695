-- what a closing method raises is not for the handler of an xpcall around the pcall that closes, also when that is resumed
local function handler(e)
  print("handler", e)
  return e
end
local function closes(yield)
  return xpcall(function()
    print(pcall(function()
      local x <close> = setmetatable({}, { __close = function() error("close", 0) end })
      local y <close> = setmetatable({}, { __close = function() if yield then coroutine.yield() end end })
      error("body", 0)
    end))
    print(xpcall(function()
      local x <close> = setmetatable({}, { __close = function() error("close", 0) end })
      local y <close> = setmetatable({}, { __close = function() if yield then coroutine.yield() end end })
      error("body", 0)
    end, function(e)
      print("inner", e)
      return e
    end))
  end, handler)
end
print(closes(false))
-- expect: false	close
-- expect: inner	body
-- expect: inner	close
-- expect: false	close
-- expect: true
local co = coroutine.wrap(closes)
co(true)
co()
print(co())
-- expect: false	close
-- expect: inner	body
-- expect: inner	close
-- expect: false	close
-- expect: true
