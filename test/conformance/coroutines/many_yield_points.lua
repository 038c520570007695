-- one function suspended at many places, seldom in the same order: calls, metamethods, iterators, conditions, loops
local yield = coroutine.yield
local V = {}
V.__index = function(t, k) return yield("index " .. tostring(k)) end
V.__newindex = function(t, k, v) yield("newindex " .. tostring(k)) rawset(t, k, v) end
V.__add = function(a, b) return yield("add") end
V.__mul = function(a, b) return yield("mul") end
V.__unm = function(a) return yield("unm") end
V.__len = function(a) return yield("len") end
V.__concat = function(a, b) return yield("concat") end
V.__eq = function(a, b) return yield("eq") end
V.__lt = function(a, b) return yield("lt") end
V.__le = function(a, b) return yield("le") end
V.__call = function(self, x) return yield("call", x) end
V.__close = function() yield("close") end

local function each(n)
  return function(_, i)
    i = i + 1
    if i <= n then return i, (yield("each " .. i)) end
  end, nil, 0
end

-- yields where `at` says so, at one place after another
local function all(at, v, w)
  local log, n = {}, 0
  local function note(x) n = n + 1 log[n] = tostring(x) end
  for round = 1, 3 do
    local here = at[round]
    note(here("call") and yield("first"))
    if here("index") then note(v.x) end
    if here("newindex") then v.y = round v.y = nil end
    note(1.5 + (here("add") and v + 1 or 0.25))
    if here("mul") then note(v * 2) end
    if here("unm") then note(-v) end
    if here("len") then note(#v) end
    if here("concat") then note("a" .. v) end
    if here("eq") and v == w then note("equal") end
    while here("lt") and v < w do note("less") break end
    repeat local x = here("le") and v <= w note(x) until true
    if here("called") then note((v("arg"))) end
    for i, x in each(here("each") and 2 or 0) do note(i .. tostring(x)) end
    if here("closed") then local c <close> = v note("open") end
    local sum = 0
    for i = 1, 200 do
      if i % 100 == 0 and here("inner") then sum = sum + yield("inner " .. i) end
      sum = sum + i
    end
    note(sum)
    if here("twice") then note(select("#", yield("two"), yield("three"))) end
  end
  return table.concat(log, " ")
end

local function run(...)
  local at = {}
  for i, names in ipairs { ... } do
    at[i] = function(name) return (" " .. names .. " "):find(" " .. name .. " ", 1, true) ~= nil end
  end
  local co = coroutine.create(all)
  local v, w = setmetatable({}, V), setmetatable({}, V)
  local seen, value = {}, 100
  local r = table.pack(coroutine.resume(co, at, v, w))
  while coroutine.status(co) == "suspended" do
    seen[#seen + 1] = r[2]
    value = value + 1
    r = table.pack(coroutine.resume(co, value))
  end
  print(table.concat(seen, ","))
  print(r[1], r[2])
end

run("call", "call", "call")
run("add", "inner", "call")
run("index", "add", "index")
run("each", "mul", "")
run("unm", "newindex", "len")
run("concat eq", "lt", "le")
run("called", "twice", "closed")
run("call index newindex add mul unm len concat eq lt le called each closed inner twice", "inner twice", "call")
run("", "", "")
run("closed lt", "le eq", "each twice call")
-- expect: first,first,first
-- expect: true	101 1.75 false 20100 102 1.75 false 20100 103 1.75 false 20100
-- expect: add,inner 100,inner 200,first
-- expect: true	false 102.5 false 20100 false 1.75 false 20305 104 1.75 false 20100
-- expect: index x,add,index x
-- expect: true	false 101 1.75 false 20100 false 103.5 false 20100 false 103 1.75 false 20100
-- expect: each 1,each 2,mul
-- expect: true	false 1.75 false 1101 2102 20100 false 1.75 103 false 20100 false 1.75 false 20100
-- expect: unm,newindex y,len
-- expect: true	false 1.75 101 false 20100 false 1.75 false 20100 false 1.75 103 false 20100
-- expect: concat,eq,lt,le
-- expect: true	false 1.75 101 equal false 20100 false 1.75 less false 20100 false 1.75 true 20100
-- expect: call,two,three,close
-- expect: true	false 1.75 false 101 20100 false 1.75 false 20100 2 false 1.75 false open 20100
-- expect: first,index x,newindex y,add,mul,unm,len,concat,eq,lt,le,call,each 1,each 2,close,inner 100,inner 200,two,three,inner 100,inner 200,two,three,first
-- expect: true	101 102 105.5 105 106 107 108 equal less true 112 1113 2114 open 20333 2 false 1.75 false 20341 2 124 1.75 false 20100
-- expect: 
-- expect: true	false 1.75 false 20100 false 1.75 false 20100 false 1.75 false 20100
-- expect: lt,close,eq,le,first,each 1,each 2,two,three
-- expect: true	false 1.75 less false open 20100 false 1.75 equal true 20100 105 1.75 false 1106 2107 20100 2
