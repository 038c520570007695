-- §3.3.5: integer loops whose limit is a float, or large.
local function show(start, limit, step)
  local list = {}
  for i = start, limit, step do
    list[#list + 1] = tostring(i)
    if #list == 4 then
      list[#list + 1] = "..."
      break
    end
  end
  print(#list, table.concat(list, " "))
end
show(1, 3.0, 1)
show(1, 3.9, 1)
show(3, 0.5, -1)
show(-1, -3.5, -1)
show(1, 0.99, 1)
show(1, 10.5, 3)
show(10, 0x7fffffff, 0x3fffffff)
show(1, 1e300, 1)
show(1, -1e300, 1)
show(1, math.huge, 2147483647)
show(1, -math.huge, -1)
show(1, 2^52 + 0.5, 1 << 31)
show(1, 0 / 0, 1)
show(math.mininteger, math.mininteger + 2, 1)
-- expect: 3	1 2 3
-- expect: 3	1 2 3
-- expect: 3	3 2 1
-- expect: 3	-1 -2 -3
-- expect: 0	
-- expect: 5	1 4 7 10 ...
-- expect: 2	10 1073741833
-- expect: 5	1 2 3 4 ...
-- expect: 0	
-- expect: 5	1 2147483648 4294967295 6442450942 ...
-- expect: 5	1 0 -1 -2 ...
-- expect: 5	1 2147483649 4294967297 6442450945 ...
-- expect: 0	
-- expect: 3	-9223372036854775808 -9223372036854775807 -9223372036854775806
