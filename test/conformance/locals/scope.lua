-- §3.5: a local is visible after its declaration, until its block ends
local x = 10
do
  local x = x
  print(x)
  x = x + 1
  do
    local x = x + 1
    print(x)
  end
  print(x)
end
-- expect: 10
-- expect: 12
-- expect: 11
print(x) -- expect: 10
local y = y
print(y) -- expect: nil
local f = function() return f end
print(f()) -- expect: nil
if true then local x = "inner" end
for x = 1, 2 do end
print(x) -- expect: 10
