-- §3.3.5: initial value, limit and step must be numbers, the step not zero
print(pcall(function() for i = "1", 2 do end end)) -- expect: true
print(pcall(function() for i = 1, "2" do end end)) -- expect: true
print(pcall(function() for i = 1, 2, "1" do end end)) -- expect: true
print(pcall(function() for i = nil, 2 do end end))
-- expect: false	errors.lua:5: bad 'for' initial value (number expected, got nil)
print(pcall(function() for i = 1, {} do end end))
-- expect: false	errors.lua:7: bad 'for' limit (number expected, got table)
print(pcall(function() for i = 1, 2, 0 do end end)) -- expect: false	errors.lua:9: 'for' step is zero
print(pcall(function() for i = 1.0, 2, 0 do end end)) -- expect: false	errors.lua:10: 'for' step is zero
print(pcall(function() for i = 1, 0 / 0 do print("never") end end)) -- expect: true
print(pcall(function() for i = 0 / 0, 1 do print("never") end end))
-- expect: never
-- expect: true
