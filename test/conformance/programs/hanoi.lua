-- the towers of Hanoi, recursive and with an explicit stack
local moves = {}
local function hanoi(n, from, to, via)
  if n == 0 then return end
  hanoi(n - 1, from, via, to)
  moves[#moves + 1] = from .. to
  hanoi(n - 1, via, to, from)
end
hanoi(3, "A", "C", "B")
print(table.concat(moves, " ")) -- expect: AC AB CB AC BA BC AC
local function iterative(n)
  local stack, out = { { n, "A", "C", "B", false } }, {}
  while #stack > 0 do
    local k, from, to, via, middle = table.unpack(table.remove(stack))
    if k > 0 then
      if middle then
        out[#out + 1] = from .. to
        stack[#stack + 1] = { k - 1, via, to, from, false }
      else
        stack[#stack + 1] = { k, from, to, via, true }
        stack[#stack + 1] = { k - 1, from, via, to, false }
      end
    end
  end
  return out
end
print(table.concat(iterative(3), " ") == table.concat(moves, " "), #iterative(10)) -- expect: true	1023
