-- §6.1: select and the number of arguments
local function f(...)
  return select("#", ...), (select(1, ...)), (select(-1, ...))
end
print(f(1, 2, 3)) -- expect: 3	1	3
print(f("only")) -- expect: 1	only	only
print(select("#"), select("#", nil), select("#", nil, nil)) -- expect: 0	1	2
print(select(2, "a", "b", "c")) -- expect: b	c
print(select(-2, "a", "b", "c")) -- expect: b	c
print(select(4, "a", "b", "c")) -- expect:
print(pcall(select, 0, "a")) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select, -2, "a")) -- expect: false	bad argument #1 to 'select' (index out of range)
print(pcall(select)) -- expect: false	bad argument #1 to 'select' (number expected, got no value)
print(pcall(select, "x")) -- expect: false	bad argument #1 to 'select' (number expected, got string)
print(select("2", "a", "b"), select(2.0, "a", "b")) -- expect: b	b
