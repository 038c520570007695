-- §3.4.4: integers and floats compare by exact value
local big = 9007199254740993 -- 2^53 + 1: not a float
print(big < 9007199254740992.0, big > 9007199254740992.0, big == 9007199254740992.0)
-- expect: false	true	false
print(math.maxinteger < 2^63, math.maxinteger + 0.0 == 2^63, math.maxinteger == 2^63)
-- expect: true	true	false
print(math.mininteger <= -2^63, math.mininteger < -2^63) -- expect: true	false
print(1 < 1.5, 2 > 1.5, -1 < -0.5, 1 <= 1.0, 1 >= 1.0) -- expect: true	true	true	true	true
local nan = 0/0
print(1 < nan, 1 > nan, 1 <= nan, nan >= 1, nan ~= 1) -- expect: false	false	false	false	true
print(math.maxinteger < math.huge, math.mininteger > -math.huge) -- expect: true	true
