-- anything callable may be the iterator
local counter = setmetatable({ n = 0 }, { __call = function(self, limit)
  self.n = self.n + 1
  if self.n <= limit then return self.n end
end })
for i in counter, 3 do io.write(i, " ") end
print() -- expect: 1 2 3
print(pcall(function() for x in 5 do end end))
-- expect: false	callable_iterator.lua:8: attempt to call a number value (for iterator 'for iterator')
print(pcall(function() for x in nil do end end))
-- expect: false	callable_iterator.lua:10: attempt to call a nil value (for iterator 'for iterator')
print(pcall(function() local t = {}; for x in t do end end))
-- expect: false	callable_iterator.lua:12: attempt to call a table value (for iterator 'for iterator')
for line in ("a\nb\nc"):gmatch("[^\n]+") do io.write("<", line, ">") end
print() -- expect: <a><b><c>
for i in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do io.write(i, " ") end
print() -- expect: 1 2 3
