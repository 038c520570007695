-- §3.4.1: division by zero and nan follow IEEE 754
local inf, nan = 1/0, 0/0
print(inf, -inf, inf == math.huge, inf > math.maxinteger) -- expect: inf	-inf	true	true
print(inf - inf ~= inf - inf, inf * 0 ~= inf * 0, nan ~= nan, nan == nan) -- expect: true	true	true	false
print(1 % inf, -1 % inf, 1 % -inf, -1 % -inf) -- expect: 1.0	inf	-inf	-1.0
print(5.5 % inf, 0.0 % 1, -0.0 % 1) -- expect: 5.5	0.0	-0.0
print(1 // inf, inf // 1 ~= inf // 1, math.max(1, inf), math.min(-inf, 1)) -- expect: 0.0	false	inf	-inf
print(pcall(function() return 1 // 0 end))
-- expect: false	infinities_and_nan.lua:8: attempt to divide by zero
print(1.0 // 0, -1.0 // 0, 1 / 0, 1 % 0.0 ~= 1 % 0.0) -- expect: inf	-inf	inf	true
local t = {}
print(t[nan], pcall(rawset, t, nan, 1)) -- expect: nil	false	table index is NaN
