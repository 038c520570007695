-- Names that JavaScript's strings, functions and numbers have mean nothing in Lua.
local function try(f, ...) return (select(2, pcall(f, ...))) end
local function length(o) return o.length end
local function name(o) return o.name end
local function constructor(o) return o.constructor end
local function call(o) return o.call end
local function sub(o) return o.sub end
local function split(o) return o.split end
local function prototype(o) return o.prototype end
local function toString(o) return o.toString end
local function proto(o) return o.__proto__ end
local function other(o) return o.other end
local readers = { length, name, constructor, call, sub, split, prototype, toString, proto, other }
local values = { "text", print, length, 5, 1.5, true, 1 << 62, 2.0, coroutine.create(print) }
for round = 1, 3 do
  for _, value in ipairs(values) do
    local found = {}
    for i, read in ipairs(readers) do
      local ok, result = pcall(read, value)
      if not ok then result = result:match("attempt to index a %a+ value") end
      found[i] = result == string.sub and "string.sub" or tostring(result)
    end
    if round == 3 then print(found[1], found[5], found[6], found[10]) end
    for i = 1, #found do
      if i ~= 5 then assert(found[i] == found[1]) end
    end
  end
end
-- expect: nil	string.sub	nil	nil
-- expect: attempt to index a function value	attempt to index a function value	attempt to index a function value	attempt to index a function value
-- expect: attempt to index a function value	attempt to index a function value	attempt to index a function value	attempt to index a function value
-- expect: attempt to index a number value	attempt to index a number value	attempt to index a number value	attempt to index a number value
-- expect: attempt to index a number value	attempt to index a number value	attempt to index a number value	attempt to index a number value
-- expect: attempt to index a boolean value	attempt to index a boolean value	attempt to index a boolean value	attempt to index a boolean value
-- expect: attempt to index a number value	attempt to index a number value	attempt to index a number value	attempt to index a number value
-- expect: attempt to index a number value	attempt to index a number value	attempt to index a number value	attempt to index a number value
-- expect: attempt to index a thread value	attempt to index a thread value	attempt to index a thread value	attempt to index a thread value
local t = {}
for _, read in ipairs(readers) do assert(read(t) == nil) end
t.length, t.name, t.constructor, t.call, t.sub, t.split, t.prototype, t.toString = 1, 2, 3, 4, 5, 6, 7, 8
t.__proto__ = 9
print(length(t), name(t), constructor(t), call(t), sub(t), split(t), prototype(t), toString(t), proto(t))
-- expect: 1	2	3	4	5	6	7	8	9
local function set(o) o.name = 1 o.length = 2 o.anything = 3 end
print(try(set, "x"):match("attempt.*"))
print(try(set, print):match("attempt.*"))
print(try(set, nil):match("attempt.*"))
-- expect: attempt to index a string value (local 'o')
-- expect: attempt to index a function value (local 'o')
-- expect: attempt to index a nil value (local 'o')
local derived = setmetatable({}, { __index = "text" })
print(name(derived), length(derived), sub(derived) == string.sub, other(derived))
-- expect: nil	nil	true	nil
derived = setmetatable({}, { __index = true })
print(try(name, derived):match("attempt.*"), try(other, derived):match("attempt.*"))
-- expect: attempt to index a boolean value	attempt to index a boolean value
local callable = setmetatable({}, { __index = function(_, k) return k .. "!" end })
print(name(callable), length(callable), other(callable))
-- expect: name!	length!	other!
local function first(o) return o[1] end
print(first("x"), try(first, print):match("attempt.*"), try(first, 5):match("attempt.*"))
-- expect: nil	attempt to index a function value (local 'o')	attempt to index a number value (local 'o')
local function invoke(f) return f() end
print(try(invoke, "x"):match("attempt.*"), try(invoke, {}):match("attempt.*"), try(invoke, nil):match("attempt.*"))
-- expect: attempt to call a string value (local 'f')	attempt to call a table value (local 'f')	attempt to call a nil value (local 'f')
print(invoke(setmetatable({}, { __call = function() return "called" end })))
-- expect: called
local function same(a, b) return a == b, a ~= b end
print(same(1, 1.0)) print(same(2.0, 2)) print(same("1", 1)) print(same(nil, false)) print(same(1 << 62, 2.0 ^ 62)) print(same(t, callable))
-- expect: true	false
-- expect: true	false
-- expect: false	true
-- expect: false	true
-- expect: true	false
-- expect: false	true
