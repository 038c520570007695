-- what a reader function may give, and when
local function reader(...)
  local pieces, i = {...}, 0
  return function() i = i + 1 return pieces[i] end, function() return i end
end
print(load((reader("return ", 1, 5.5)))()) -- expect: 15.5
print(load((reader("re", "turn", " 7", "", "error")))()) -- expect: 7
print(pcall(load, function() return {} end)) -- expect: true	nil	reader function must return a string
print(load(function() return true end)) -- expect: nil	readers.lua:9: reader function must return a string
print(load(function() error("from the reader", 0) end)) -- expect: nil	from the reader
print(select("#", load(function() error() end)), load(function() error() end)) -- expect: 2	nil	nil
print(coroutine.wrap(function() return load(function() coroutine.yield() end) end)())
-- expect: nil	attempt to yield across a C-call boundary
-- a chunk of a kind that is not allowed is not read on
local get, count = reader("return 1", " + 2")
print(load(get, "=n", "b"), count()) -- expect: nil	1
get, count = reader(string.dump(load("return 1")), "more")
print(load(get, "=n", "t"), count()) -- expect: nil	1
