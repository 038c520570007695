-- constants that decide nothing leave the other operand its name in messages
print(pcall(function() return (nil or unknown) + 1 end))
-- expect: false	neutral_constants.lua:2: attempt to perform arithmetic on a nil value (global 'unknown')
print(pcall(function() return (3 and unknown) & 1 end))
-- expect: false	neutral_constants.lua:4: attempt to perform bitwise operation on a nil value (global 'unknown')
print(pcall(function() return (not 1 or unknown) .. "" end))
-- expect: false	neutral_constants.lua:6: attempt to concatenate a nil value (global 'unknown')
local t = {}
print(pcall(function() return (false or "x" and t).y.z end))
-- expect: false	neutral_constants.lua:9: attempt to index a nil value (field 'y')
print((nil or select(2, 1, 2, 3)), (true and nil), (1 and false)) -- expect: 2	nil	false
-- so do expressions of constants, as far as they are computed beforehand
local k <const> = 5
local function try(f) return (select(2, pcall(f)):gsub("^.*:%d+: ", ""):gsub("^.*nil value ?", "")) end
print(try(function() return ((1 << 3) and ({})[nil]) % 1 end)) -- expect: (field '?')
print(try(function() return ((k + 2 ^ 53) and ({})[nil]) % 1 end)) -- expect: (field '?')
print(try(function() return (not (~k // 2) or ({})[nil]) % 1 end)) -- expect: (field '?')
print(try(function() return (1 and 2 and ({})[nil]) % 1 end)) -- expect: (field '?')
print(try(function() return ((nil or 2) and ({})[nil]) % 1 end)) -- expect: (field '?')
print(try(function() return ((1 / 0) and ({})[nil]) % 1 end)) -- expect:
print(try(function() return ((0.0 * 1) and ({})[nil]) % 1 end)) -- expect:
print(try(function() return ((1.5 | 1) and ({})[nil]) % 1 end)) -- expect: number has no integer representation
