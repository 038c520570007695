-- matrices with operators, power by squaring, transposition
local Matrix = {}
Matrix.__index = Matrix
local function new(rows) return setmetatable(rows, Matrix) end
local function build(n, m, f)
  local rows = {}
  for i = 1, n do
    rows[i] = {}
    for j = 1, m do rows[i][j] = f(i, j) end
  end
  return new(rows)
end
local function identity(n) return build(n, n, function(i, j) return i == j and 1 or 0 end) end
Matrix.__add = function(a, b) return build(#a, #a[1], function(i, j) return a[i][j] + b[i][j] end) end
Matrix.__unm = function(a) return build(#a, #a[1], function(i, j) return -a[i][j] end) end
Matrix.__sub = function(a, b) return a + -b end
Matrix.__mul = function(a, b)
  if type(a) == "number" then a, b = b, a end
  if type(b) == "number" then return build(#a, #a[1], function(i, j) return a[i][j] * b end) end
  return build(#a, #b[1], function(i, j)
    local sum = 0
    for k = 1, #b do sum = sum + a[i][k] * b[k][j] end
    return sum
  end)
end
Matrix.__pow = function(a, n)
  if n == 0 then return identity(#a) end
  if n % 2 == 1 then return a * a ^ (n - 1) end
  local half = a ^ (n // 2)
  return half * half
end
Matrix.__eq = function(a, b)
  for i = 1, #a do for j = 1, #a[i] do if a[i][j] ~= b[i][j] then return false end end end
  return true
end
Matrix.__tostring = function(a)
  local lines = {}
  for i, row in ipairs(a) do lines[i] = table.concat(row, " ") end
  return table.concat(lines, "; ")
end
function Matrix:transpose() return build(#self[1], #self, function(i, j) return self[j][i] end) end
local a, b = new { { 1, 2 }, { 3, 4 } }, new { { 0, 1 }, { 1, 0 } }
print(a + b, a - b, -a, a * b, a * 2, 0.5 * a)
-- expect: 1 3; 4 4	1 1; 2 4	-1 -2; -3 -4	2 1; 4 3	2 4; 6 8	0.5 1.0; 1.5 2.0
print(new { { 1, 1 }, { 1, 0 } } ^ 60, a ^ 0 == identity(2), a * b == b * a)
-- expect: 2504730781961 1548008755920; 1548008755920 956722026041	true	false
print(new { { 1, 2, 3 } }:transpose(), new { { 1, 2, 3 } } * new { { 4 }, { 5 }, { 6 } })
-- expect: 1; 2; 3	32
