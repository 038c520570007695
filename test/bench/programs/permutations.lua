-- permutations by recursion, with a callback
local function permute(a, n, visit)
  if n <= 1 then
    visit(a)
    return
  end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permute(a, n - 1, visit)
    a[n], a[i] = a[i], a[n]
  end
end

local count, sum = 0, 0
permute({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10, function(a)
  count = count + 1
  sum = sum + a[1] * a[10]
end)
print(count, sum)
