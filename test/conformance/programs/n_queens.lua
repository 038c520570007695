-- all solutions of the n queens problem, the first one drawn
local function queens(n, report)
  local columns, up, down, row = {}, {}, {}, {}
  local count = 0
  local function place(r)
    if r > n then
      count = count + 1
      if count == 1 then report(row) end
      return
    end
    for c = 1, n do
      if not (columns[c] or up[r + c] or down[r - c]) then
        row[r] = c
        columns[c], up[r + c], down[r - c] = true, true, true
        place(r + 1)
        columns[c], up[r + c], down[r - c] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
local function draw(row)
  for r = 1, #row do
    local line = {}
    for c = 1, #row do line[c] = row[r] == c and "Q" or "." end
    print(table.concat(line, " "))
  end
end
print(queens(6, draw), queens(7, function() end))
-- expect: . Q . . . .
-- expect: . . . Q . .
-- expect: . . . . . Q
-- expect: Q . . . . .
-- expect: . . Q . . .
-- expect: . . . . Q .
-- expect: 4	40
