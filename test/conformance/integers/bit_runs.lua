-- Runs of assignments that compute with the bits of one variable.
local function rounds(x)
  x = x ~ x << 13
  x = x ~ x >> 7
  x = x ~ x << 17
  return x
end
print(rounds(1), rounds(-1), rounds(0), rounds(88172645463325252)) -- expect: 1082269761	1065361344	0	8748534153485358512
print(rounds(0x80000000), rounds(0xffffffff), rounds(2^53)) -- expect: 2324158813512400896	4576189113404760000	-9214294468855857152

-- captured variables
local state = 42
local function step()
  state = state * 6364136223846793005 + 1442695040888963407 ~ 5
  state = state ~ state >> 33
  state = state * 3
  return state
end
print(step(), step(), state == step()) -- expect: -5447489912263617722	6568613247891647151	true

-- other variables, an integer constant behind bits, and a run that ends
local function mix(h, b, p)
  h = h ~ b
  h = h * 0x100000001b3
  h = h + b
  h = h & 0xffffffff
  h = h // 3
  return h
end
print(mix(0xcbf29ce484222325, 97, 3), mix(2, 3, 4)) -- expect: 749424377	146

-- metamethods see the assignments one by one, and may yield
local meta = {}
meta.__bxor = function(a, b) coroutine.yield("bxor") return type(a) == "table" and 12 or 10 end
meta.__shl = function(a, b) state = state + 1 return 1 end
local function run(x)
  x = x ~ 1
  x = x ~ x << 2
  x = x << 1
  return x
end
local co = coroutine.wrap(function() return run(setmetatable({}, meta)) end)
print(co(), co()) -- expect: bxor	120

local shared = setmetatable({}, meta)
local function captured()
  shared = shared << 1
  shared = shared ~ 6
  return shared
end
state = 0
print(captured(), state) -- expect: 7	1

print((select(2, pcall(rounds, 1.5)):gsub("^.-:", ""))) -- expect: 3: number (local 'x') has no integer representation
print(select(2, pcall(rounds, {})):gsub("^.-:", "")) -- expect: 3: attempt to perform bitwise operation on a table value (local 'x')	1
