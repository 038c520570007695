-- luajit: no
-- 64-bit shifts and exclusive or, beyond 2^53
local state = 88172645463325252
local function next_random()
  state = state ~ state << 13
  state = state ~ state >> 7
  state = state ~ state << 17
  return state
end

local buckets = {}
for i = 0, 15 do buckets[i] = 0 end
for _ = 1, 10000000 do
  local slot = next_random() >> 60
  buckets[slot] = buckets[slot] + 1
end
print(state, buckets[0], buckets[15])
