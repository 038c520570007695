-- functions as values: map, filter, fold, curry
local function map(f, t) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local function filter(p, t) local r = {} for _, v in ipairs(t) do if p(v) then r[#r + 1] = v end end return r end
local function fold(f, acc, t) for _, v in ipairs(t) do acc = f(acc, v) end return acc end
local function curry(f, n)
  if n <= 1 then return f end
  return function(a) return curry(function(...) return f(a, ...) end, n - 1) end
end
local t = { 1, 2, 3, 4, 5, 6 }
print(table.concat(map(function(x) return x * x end, t), " ")) -- expect: 1 4 9 16 25 36
print(table.concat(filter(function(x) return x % 2 == 0 end, t), " ")) -- expect: 2 4 6
print(fold(function(a, b) return a + b end, 0, t)) -- expect: 21
print(curry(function(a, b, c) return a .. b .. c end, 3)("x")("y")("z")) -- expect: xyz
