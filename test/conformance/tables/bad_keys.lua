-- nil and nan cannot be keys for writing; reading gives nil
local t = {}
print(t[nil], t[0/0]) -- expect: nil	nil
print(pcall(function() t[nil] = 1 end)) -- expect: false	bad_keys.lua:4: table index is nil
print(pcall(function() t[0/0] = 1 end)) -- expect: false	bad_keys.lua:5: table index is NaN
print(pcall(function() return { [nil] = 1 } end)) -- expect: false	bad_keys.lua:6: table index is nil
print(pcall(rawset, t, nil, 1)) -- expect: false	table index is nil
print(pcall(next, t, "absent")) -- expect: false	invalid key to 'next'
print(next(t)) -- expect: nil
t[1/0], t[-1/0] = "inf", "-inf"
print(t[math.huge], t[-math.huge]) -- expect: inf	-inf
