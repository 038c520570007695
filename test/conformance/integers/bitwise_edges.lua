-- §3.4.2: bit operators where results leave 53 bits, and where no bit of an operand reaches the result
print(~9007199254740991, math.type(~9007199254740991)) -- expect: -9007199254740992	integer
local n = 9007199254740991
print(~n, ~n == -1 - n, ~~n == n) -- expect: -9007199254740992	true	true

local function high(x)
  return (x & 3) >> 33
end
print(high(7)) -- expect: 0
print(pcall(high, nil))
-- expect: false	bitwise_edges.lua:7: attempt to perform bitwise operation on a nil value (local 'x')
print(pcall(high, 1.5))
-- expect: false	bitwise_edges.lua:7: number (local 'x') has no integer representation
local function zero(x)
  return (x << 40) & 0xff
end
print(zero(3.0), pcall(zero, {}))
-- expect: 0	false	bitwise_edges.lua:15: attempt to perform bitwise operation on a table value (local 'x')
local logged = setmetatable({}, {
  __band = function()
    print("band")
    return 5
  end,
})
print(high(logged))
-- expect: band
-- expect: 0
