-- §6.10: registers without a variable: `(temporary)`, `(for state)`, `(C temporary)`.
local function count(name, level)
  local n = 0
  for i = 1, 100 do
    local found = debug.getlocal(level + 1, i)
    if not found then break end
    if found == name then n = n + 1 end
  end
  return n
end
local function f() return (count("(for state)", 2)) end
for i = 1, 1 do print(f()) end
for k in pairs{1} do print(f()) end
for i = 1, 1 do for k in pairs{1} do print(f()) end end

print(debug.getlocal(0, 1))
print(debug.getlocal(0, 2))
print(debug.getlocal(0, 3))

local function inner()
  local name, value = debug.getlocal(2, 3)
  debug.setlocal(2, 3, 100)
  return name, value
end
local function outer(a, b) return (a + 1) + select(2, inner()) end
print(outer(1, 2))

-- the closing value of a loop
local closer = setmetatable({}, {__close = function() print("closed") end})
for x in function(_, c) return not c or nil end, nil, nil, closer do
  local n = 0
  for i = 1, 10 do
    local name, value = debug.getlocal(1, i)
    if name == "(for state)" then
      n = n + 1
      if n == 4 then print(value == closer) end
    end
  end
end
-- expect: 3
-- expect: 4
-- expect: 7
-- expect: (C temporary)	0
-- expect: (C temporary)	2
-- expect: nil
-- expect: 102
-- expect: true
-- expect: closed
