-- §3.3.8 __close: called with the value and the error
local mt = {}
mt.__close = function(self, e) print("closing " .. self.name, e) end
do
  local x <close> = setmetatable({ name = "block" }, mt)
end
-- expect: closing block	nil
print(pcall(function()
  local x <close> = setmetatable({ name = "error" }, mt)
  local y = nil + 1
end))
-- expect: closing error	close.lua:10: attempt to perform arithmetic on a nil value
-- expect: false	close.lua:10: attempt to perform arithmetic on a nil value
mt.__close = nil
print(pcall(function() local x <close> = setmetatable({ name = "none" }, mt) end))
-- expect: false	close.lua:15: variable 'x' got a non-closable value
local function scope(f) local r <close> = setmetatable({}, { __close = function() io.write("[closed]") end }); return f() end
print(scope(function() return "value" end)) -- expect: [closed]value
