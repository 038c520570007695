-- which sign a zero has, in sums, differences, products and quotients of integers and floats: all of it as a hash
local values = { 0, 0.0, -0.0, 1, -1, 2.5, -2.5, 3.0, 1 / 0, 5e-324, math.mininteger }
local function show(x)
  if x ~= x then return "nan" end
  if math.type(x) == "float" and x == 0 then return 1 / x > 0 and "+0.0" or "-0.0" end
  return tostring(x)
end
local functions = {
  function(a, b, c) local s = 0.0 s = c / 1 return s + a * b end,
  function(a, b, c) local s = c / 1 return a * b + s end,
  function(a, b, c) local s = c / 1 return s - a * b end,
  function(a, b, c) local s = c / 1 return a * b - s end,
  function(a, b) return 1.5 + a * b, a * b + 0.5, 0.0 + a * b, a * b + 0.0, a * b - 0.0, 0.0 - a * b, -0.0 + a * b end,
  function(a, b, c) return a * b / c, c / (a * b), (a * b) * (c / 1), (a * b + 0.0) * c end,
  function(a, b, c) local s, n = 0, 1 s = s + a * b n = n / 2 s = s + n * a * b s = s * c return s, n, -s end,
  function(a, b, c) local d = 1 if c == 0 then d = c / 1 end return d * (0 * a), d * (a * b), (a * b) * d, d - a * b, a * b * d + c, d * (a * b + c) end,
  function(a, b, c) local s = 0 s = c s = s / 1 s = s + a * b local r = s s = s - b * a s = s * a return r, s end,
}
for n, f in ipairs(functions) do
  local hash = 0
  for _, a in ipairs(values) do
    for _, b in ipairs(values) do
      for _, c in ipairs(values) do
        local results = table.pack(f(a, b, c))
        for i = 1, results.n do
          local text = show(results[i])
          for j = 1, #text do hash = (hash * 31 + text:byte(j)) % 1000000007 end
        end
      end
    end
  end
  print(n, hash)
-- expect: 1	813493884
-- expect: 2	813493884
-- expect: 3	501094937
-- expect: 4	274329836
-- expect: 5	994408924
-- expect: 6	435371797
-- expect: 7	359227213
-- expect: 8	443672396
-- expect: 9	386321703
end
