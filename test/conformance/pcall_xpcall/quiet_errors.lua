-- errors that only Lua code lies between and their pcall, at any depth and beside everything that watches them
local function deep(n, f, ...) if n == 0 then return f(...) end local r = deep(n - 1, f, ...) return r end
local T = {}
print((pcall(deep, 20, error, T))) -- expect: false
print(select(2, pcall(deep, 20, error, T)) == T) -- expect: true
print(pcall(deep, 5, function() error("message", 0) end)) -- expect: false	message
print(select(2, pcall(deep, 5, function() local x; x.y = 1 end)):match("attempt.*")) -- expect: attempt to index a nil value (local 'x')
print(select(2, pcall(deep, 5, function() return T + 1 end)):match("attempt.*")) -- expect: attempt to perform arithmetic on a table value (upvalue 'T')
print(select(2, pcall(deep, 5, function() return #nil end)):match("attempt.*")) -- expect: attempt to get length of a nil value
print(select(2, pcall(deep, 5, function() return {} < {} end)):match("attempt.*")) -- expect: attempt to compare two table values
print(select(2, pcall(deep, 5, function() nosuch() end)):match("attempt.*")) -- expect: attempt to call a nil value (global 'nosuch')
print(select(2, pcall(deep, 5, function() return 1.5 | 1 end)):match("number.*")) -- expect: number has no integer representation
print(select(2, pcall(nil))) -- expect: attempt to call a nil value

-- through library functions that call back
print(pcall(table.sort, { 3, 2, 1 }, function() error("in sort", 0) end)) -- expect: false	in sort
print(pcall(string.gsub, "abc", ".", function(c) error("in gsub " .. c, 0) end)) -- expect: false	in gsub a
print(pcall(function()
  local ok, e = pcall(string.gsub, "abc", ".", function(c) error("inner " .. c, 0) end)
  error("outer after " .. tostring(ok) .. " " .. e, 0)
end)) -- expect: false	outer after false inner a

-- through metamethods
local mt = { __index = function(_, k) error("no field " .. k, 0) end, __add = function() error("no sum", 0) end,
  __call = function() error("no call", 0) end, __eq = function() error("no equality", 0) end,
  __le = function() error("no order", 0) end, __close = function() error("closing", 0) end,
  __tostring = function() error("no text", 0) end, __pairs = function() error("no pairs", 0) end }
local o, p = setmetatable({}, mt), setmetatable({}, mt)
print(pcall(deep, 3, function() return o.x end)) -- expect: false	no field x
print(pcall(deep, 3, function() return o + 1 end)) -- expect: false	no sum
print(pcall(deep, 3, function() o() end)) -- expect: false	no call
print(pcall(o)) -- expect: false	no call
print(pcall(deep, 3, function() return o == p end)) -- expect: false	no equality
print(pcall(deep, 3, function() return o <= p end)) -- expect: false	no order
print(pcall(tostring, o)) -- expect: false	no text
print(pcall(function() for _ in pairs(o) do end end)) -- expect: false	no pairs

-- closing: each error replaces the last
print(pcall(function()
  local c <close> = o
  error("body", 0)
end)) -- expect: false	closing
print(pcall(function()
  local c <close> = o
  return 1
end)) -- expect: false	closing
local closed = {}
local function closer(name) return setmetatable({}, { __close = function(_, e) closed[#closed + 1] = name .. ":" .. tostring(e) end }) end
print(pcall(deep, 3, function()
  local a <close>, b = closer("a"), 1
  local c <close> = closer("c")
  pcall(function() local d <close> = closer("d") error("inside", 0) end)
  error("out", 0)
end)) -- expect: false	out
print(table.concat(closed, " ")) -- expect: d:inside c:out a:out

-- handlers see the error where it is raised
print(xpcall(deep, function(m) return m .. " handled " .. (debug.traceback():find("in upvalue 'f'", 1, true) and 1 or 0) * 0 end, 3,
  function() error("x", 0) end)) -- expect: false	x handled 0
print(xpcall(function() error("first", 0) end, function(m) return (select(2, pcall(error, m .. " again", 0))) end)) -- expect: false	first again

-- coroutines: errors end them, and are caught inside before and after a yield
local co = coroutine.wrap(function(...)
  local results = { pcall(deep, 3, function(a)
    local b = coroutine.yield(a)
    error("after yield " .. b, 0)
  end, ...) }
  local more = { pcall(deep, 3, error, "plain", 0) }
  return results[2], more[2]
end)
print(co("in")) -- expect: in
print(co("back")) -- expect: after yield back	plain
print(pcall(function()
  local inner = coroutine.wrap(function() error("in coroutine", 0) end)
  inner()
end)) -- expect: false	quiet_errors.lua:75: in coroutine
local dead = coroutine.create(function() local x = nil + 1 end)
local ok, e = coroutine.resume(dead)
print(ok, e:match("attempt.*")) -- expect: false	attempt to perform arithmetic on a nil value
print(pcall(coroutine.wrap(function() pcall(error, "a", 0) coroutine.yield() error("b", 0) end))) -- expect: true

-- in loops, with state that must survive
local count, sum = 0, 0
for i = 1, 1000 do
  local good, value = pcall(function() if i % 3 == 0 then error(i, 0) end return i end)
  if good then count = count + 1 else sum = sum + value end
end
print(count, sum) -- expect: 667	166833
