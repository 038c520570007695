-- quotients and remainders by literals and by variables, at the borders of what is computed in doubles
local h = 0
local function note(v) h = (h * 31 + v) & 0xfffffff end
local divisors = {1,2,3,5,7,10,31,97,1000,31000,65535,65537,1000003,139968,2^30//1|0,2147483647,2147483646,1431655765}
local code = {}
for _, y in ipairs(divisors) do
  code[#code+1] = ("do local function f(x) return x %% %d end local function g(x) return x // %d end F[%d]=f G[%d]=g end"):format(y,y,y,y)
end
F, G = {}, {}
load(table.concat(code, "\n"))()
local function vf(x, y) return x % y end
local function vg(x, y) return x // y end
local seed = 1
local function rnd() seed = (seed * 6364136223846793005 + 1442695040888963407); return seed end
for round = 1, 2 do
  for _, y in ipairs(divisors) do
    local f, g = F[y], G[y]
    for i = 1, 3000 do
      local x = rnd() >> (i % 64)
      if i & 1 == 1 then x = -x end
      if i % 5 == 0 then x = x // y * y + (i % 3 - 1) end
      note(f(x)); note(g(x)); note(vf(x, y)); note(vg(x, y)); note(vf(x, -y)); note(vg(x, -y))
      local fx = x + 0.0
      if fx == fx then note(math.tointeger(f(fx) * 4 // 1) or 1); note(math.tointeger(vf(fx, y)) or 2) end
      local half = (x >> 20) + 0.5
      note(math.tointeger(f(half) * 2) or 3)
    end
  end
end
for _, y in ipairs(divisors) do
  local f, g = F[y], G[y]
  for _, x in ipairs{2^51, 2^51-1, 2^51-2, -2^51, 1-2^51, 2^51-y, 2^50+y//2, y, -y, y-1, 1-y, 0, -1, 2^31, -2^31, 2^31-1, 2^53} do
    x = math.tointeger(x)
    note(f(x)) note(g(x)) note(vf(x, y)) note(vg(x, y))
    for d = -3, 3 do local z = x // 2 // y * y + y // 2 + d; note(f(z)) note(g(z)) note(vf(z, y)) end
  end
end
print(h) -- expect: 114018217
