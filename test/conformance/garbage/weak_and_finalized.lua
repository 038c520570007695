-- §2.5.4: weak values of a lost object go before its finalizer runs, weak keys after it
local values = setmetatable({}, {__mode = "v"})
local keys = setmetatable({}, {__mode = "k"})
local function lose()
  local o = setmetatable({part = {}}, {__gc = function(o)
    print(values.object, values.part)
    print(keys[o], type(keys[o.part]), keys[keys[o.part]])
  end})
  values.object, values.part = o, o.part
  keys[o] = "object"
  local value = {}
  keys[o.part] = value
  keys[value] = "behind"
end
lose()
collectgarbage()
collectgarbage()
collectgarbage()
print(next(values), next(keys))
-- expect: nil	nil
-- expect: object	table	behind
-- expect: nil	nil
