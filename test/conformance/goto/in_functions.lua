-- labels belong to their function; a retry loop with goto
local function retry(times)
  local attempt = 0
  ::again::
  attempt = attempt + 1
  local ok, err = pcall(function()
    if attempt < times then error("try " .. attempt, 0) end
    return "done"
  end)
  if not ok then
    print(err)
    goto again
  end
  return err, attempt
end
print(retry(3))
-- expect: try 1
-- expect: try 2
-- expect: done	3
local function f(x)
  if x > 0 then goto positive end
  do return "not positive" end
  ::positive::
  return "positive"
end
print(f(1), f(-1)) -- expect: positive	not positive
