-- on, once, off and emit, with errors kept apart
local Emitter = {}
Emitter.__index = Emitter
local function new() return setmetatable({ handlers = {} }, Emitter) end
function Emitter:on(event, f)
  local list = self.handlers[event] or {}
  self.handlers[event] = list
  list[#list + 1] = f
  return f
end
function Emitter:once(event, f)
  local wrapper
  wrapper = self:on(event, function(...) self:off(event, wrapper); return f(...) end)
  return wrapper
end
function Emitter:off(event, f)
  local list = self.handlers[event] or {}
  for i = #list, 1, -1 do if list[i] == f then table.remove(list, i) end end
end
function Emitter:emit(event, ...)
  local copy, failures = { table.unpack(self.handlers[event] or {}) }, 0
  for _, f in ipairs(copy) do
    local ok, err = pcall(f, ...)
    if not ok then failures = failures + 1; print("handler failed: " .. tostring(err)) end
  end
  return #copy, failures
end
local e = new()
local log = function(...) print("log", ...) end
e:on("data", log)
e:once("data", function(x) print("once", x) end)
e:on("data", function(x) if x == 2 then error("bad " .. x, 0) end end)
print(e:emit("data", 1))
-- expect: log	1
-- expect: once	1
-- expect: 3	0
print(e:emit("data", 2, nil, "three"))
-- expect: log	2	nil	three
-- expect: handler failed: bad 2
-- expect: 2	1
e:off("data", log)
print(e:emit("data", 3)) -- expect: 1	0
print(e:emit("nothing")) -- expect: 0	0
