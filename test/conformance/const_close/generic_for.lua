-- §3.3.5: the fourth value of a generic for is closed when the loop ends
local function range(n, name)
  local closing = setmetatable({}, { __close = function(_, e) print("close " .. name, e) end })
  return function(_, i) if i < n then return i + 1 end end, nil, 0, closing
end
for i in range(2, "end") do print(i) end
-- expect: 1
-- expect: 2
-- expect: close end	nil
for i in range(5, "break") do if i == 2 then break end end -- expect: close break	nil
print(pcall(function()
  for i in range(5, "error") do error("stop at " .. i, 0) end
end))
-- expect: close error	stop at 1
-- expect: false	stop at 1
local function first(n) for i in range(n, "return") do return i end end
print(first(3))
-- expect: close return	nil
-- expect: 1
print(pcall(function() for i in next, {}, nil, 5 do end end))
-- expect: false	generic_for.lua:20: variable '(for state)' got a non-closable value
