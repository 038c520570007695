-- §3.4.4: equality never converts between types, but integers and floats of one value are equal
print(1 == 1.0, "1" == 1, 0 == -0.0, "a" == "a") -- expect: true	false	true	true
print(nil == false, {} == {}, print == print) -- expect: false	false	true
local t = {}
local u = t
print(t == u, t ~= {}, t == nil) -- expect: true	true	false
print(math.maxinteger == math.maxinteger + 0.0, 2^53 == 2^53 + 1) -- expect: false	true
print(9007199254740993 == 9007199254740993.0, 9007199254740993 == 2^53) -- expect: false	false
print(0/0 == 0/0, 0/0 ~= 0/0) -- expect: false	true
print(rawequal(t, u), rawequal(1, 1.0), rawequal("a", "b")) -- expect: true	true	false
