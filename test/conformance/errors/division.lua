-- integer division and modulo by zero raise, float ones do not
local function try(f) print(select(2, pcall(f))) end
local zero = 0
try(function() return 1 // zero end) -- expect: division.lua:4: attempt to divide by zero
try(function() return 1 % zero end) -- expect: division.lua:5: attempt to perform 'n%0'
try(function() return 1 // 0 end) -- expect: division.lua:6: attempt to divide by zero
try(function() return 1 % 0 end) -- expect: division.lua:7: attempt to perform 'n%0'
try(function() return math.mininteger // zero end) -- expect: division.lua:8: attempt to divide by zero
try(function() return 1 // 0.0 end) -- expect: inf
try(function() return 1 / 0 end) -- expect: inf
try(function() return math.fmod(1, 0) end) -- expect: division.lua:11: bad argument #2 to 'fmod' (zero)
try(function() return math.fmod(1, 0.0) ~= math.fmod(1, 0.0) end) -- expect: true
try(function() return 0 // 0 end) -- expect: division.lua:13: attempt to divide by zero
try(function() return 5.0 % 0 ~= 5.0 % 0 end) -- expect: true
