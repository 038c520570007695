-- quicksort, mergesort and insertion sort against table.sort
local function quicksort(t, lo, hi)
  lo, hi = lo or 1, hi or #t
  while lo < hi do
    local pivot, i, j = t[(lo + hi) // 2], lo - 1, hi + 1
    while true do
      repeat i = i + 1 until t[i] >= pivot
      repeat j = j - 1 until t[j] <= pivot
      if i >= j then break end
      t[i], t[j] = t[j], t[i]
    end
    quicksort(t, lo, j)
    lo = j + 1
  end
  return t
end
local function mergesort(t)
  if #t < 2 then return t end
  local mid = #t // 2
  local a, b, r = mergesort(table.move(t, 1, mid, 1, {})), mergesort(table.move(t, mid + 1, #t, 1, {})), {}
  local i, j = 1, 1
  while a[i] or b[j] do
    if not b[j] or a[i] and a[i] <= b[j] then r[#r + 1] = a[i]; i = i + 1 else r[#r + 1] = b[j]; j = j + 1 end
  end
  return r
end
local function insertion(t)
  for i = 2, #t do
    local v, j = t[i], i - 1
    while j > 0 and t[j] > v do t[j + 1] = t[j]; j = j - 1 end
    t[j + 1] = v
  end
  return t
end
local function random_list(n)
  local t, seed = {}, 12345
  for i = 1, n do seed = (seed * 1103515245 + 12345) % 2147483648; t[i] = seed % 1000 end
  return t
end
local expected = random_list(200)
table.sort(expected)
expected = table.concat(expected, " ")
for name, sort in pairs { quicksort = quicksort } do print(name, table.concat(sort(random_list(200)), " ") == expected) end
-- expect: quicksort	true
print(table.concat(mergesort(random_list(200)), " ") == expected, table.concat(insertion(random_list(200)), " ") == expected)
-- expect: true	true
print(table.concat(quicksort { 3, 1, 2 }, " "), #quicksort {}, expected:sub(1, 20))
-- expect: 1 2 3	0	0 1 2 4 4 12 16 19 2
