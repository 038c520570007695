-- whole floats beyond 2^53, as a constant that a condition leaves behind
print((nil or 1e16) / 1 // 3) -- expect: 3.3333333333333e+15
print(-1e16 - (nil or 1e16), (false or 2 ^ 60) * 0.5) -- expect: -2e+16	5.7646075230342e+17
print(pcall(function() return (nil or 1e16).x.y end))
-- expect: false	large_constants.lua:4: attempt to index a number value
local k <const> = 2 ^ 70
print(k / 2, k * k, #tostring(k), k // 1e16 % 7, (1 and k) ^ 2) -- expect: 5.9029581035871e+20	1.3937965749082e+42	19	4.0	1.3937965749082e+42
