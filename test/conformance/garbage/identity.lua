-- what a finalizer sees of its object is what the program saw: address, order of fields, shared parts
local text, order
local shared = {}
local function lose()
  local o = setmetatable({}, {__gc = function(o)
    print(tostring(o) == text, o.shared == shared, o.f(3))
    local names = {}
    for i, v in ipairs(o) do names[#names + 1] = v end
    print(table.concat(names, " "), o[1.5], o[true], o[shared], o[-1])
  end})
  o.shared, o.f = shared, function(x) return x + 1 end
  o[1], o[2], o[1.5], o[true], o[shared], o[-1] = "one", "two", "float", "boolean", "table", "minus"
  text = tostring(o)
end
lose()
collectgarbage()
-- expect: true	true	4
-- expect: one two	float	boolean	table	minus
