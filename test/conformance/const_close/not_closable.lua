-- a value without __close cannot be put in such a variable
print(pcall(function() local x <close> = 42 end))
-- expect: false	not_closable.lua:2: variable 'x' got a non-closable value
print(pcall(function() local named <close> = {} end))
-- expect: false	not_closable.lua:4: variable 'named' got a non-closable value
print(pcall(function()
  local x <close> = setmetatable({}, { __close = false })
  return "false is an absent metamethod"
end))
-- expect: false	not_closable.lua:8: attempt to call a boolean value (metamethod 'close')
print(load("local a <close>, b <close> = nil, nil", "=two"))
-- expect: nil	two:1: multiple to-be-closed variables in local list
local mt = { __close = function() print("closed") end }
print(pcall(function()
  local x <close> = setmetatable({}, mt)
  setmetatable(x, {})
end))
-- expect: false	not_closable.lua:17: attempt to call a nil value (metamethod 'close')
