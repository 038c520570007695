-- two sides that hand over control
local function producer(items)
  return coroutine.create(function()
    for _, item in ipairs(items) do coroutine.yield(item) end
    return nil
  end)
end
local function filter(source)
  return coroutine.create(function()
    local line = 1
    while true do
      local _, item = coroutine.resume(source)
      if not item then return nil end
      coroutine.yield(line .. ": " .. item)
      line = line + 1
    end
  end)
end
local function consume(source)
  while true do
    local _, item = coroutine.resume(source)
    if not item then break end
    print(item)
  end
end
consume(filter(producer { "one", "two", "three" }))
-- expect: 1: one
-- expect: 2: two
-- expect: 3: three
