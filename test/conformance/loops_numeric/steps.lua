-- §3.3.5: numeric for with positive, negative and float steps
local function run(...)
  local a, b, c = ...
  local out = {}
  if c then for i = a, b, c do out[#out + 1] = tostring(i) end
  else for i = a, b do out[#out + 1] = tostring(i) end end
  print(#out, table.concat(out, " "))
end
run(1, 5) -- expect: 5	1 2 3 4 5
run(5, 1) -- expect: 0
run(5, 1, -2) -- expect: 3	5 3 1
run(1, 2, 0.25) -- expect: 5	1.0 1.25 1.5 1.75 2.0
run(1.0, 3) -- expect: 3	1.0 2.0 3.0
run(1, 3.9) -- expect: 3	1 2 3
run(-1, -3, -1) -- expect: 3	-1 -2 -3
run(3, 3) -- expect: 1	3
run(1, 0.5) -- expect: 0
run(0, 1, 0.3) -- expect: 4	0.0 0.3 0.6 0.9
run(1, -math.huge) -- expect: 0
