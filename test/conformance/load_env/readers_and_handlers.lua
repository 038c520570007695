-- what a reader function may give, and who hears of its errors
local function pieces(list)
  local i = 0
  return function()
    i = i + 1
    return list[i]
  end
end
print(load(pieces({ "return 1", 2, 3.5 }))()) -- expect: 123.5
print(pcall(function() return load(pieces({ {} })) end))
-- expect: true	nil	readers_and_handlers.lua:10: reader function must return a string
local function handler(e)
  print("handler", e)
  return "handled"
end
print(xpcall(load, handler, pieces({ true })))
-- expect: handler	reader function must return a string
-- expect: true	nil	handled
print(xpcall(load, handler, function() error("read") end))
-- expect: handler	readers_and_handlers.lua:19: read
-- expect: true	nil	handled
-- of the compiler's errors a handler hears only one
print(xpcall(load, handler, "x = = 1")) -- expect: true	nil	[string "x = = 1"]:1: unexpected symbol near '='
print(xpcall(load, handler, "return " .. ("("):rep(300)))
-- expect: handler	C stack overflow
-- expect: true	nil	handled
-- names of binary chunks are not abbreviated
print(load("\27Lua")) -- expect: nil	binary string: bad binary format (truncated chunk)
print(load("\27Lua", "a chunk")) -- expect: nil	a chunk: bad binary format (truncated chunk)
print(load("\27Lua", "=chunk")) -- expect: nil	chunk: bad binary format (truncated chunk)
