-- loops made of goto; a local declared in the loop is fresh in each round
local fs, i = {}, 0
do
  ::top::
  i = i + 1
  local j = i
  fs[i] = function() j = j + 10; return j end
  if i < 3 then goto top end
end
print(fs[1](), fs[1](), fs[2](), fs[3]()) -- expect: 11	21	12	13
local state, out = "a", {}
do
  ::start::
  if state == "a" then goto a elseif state == "b" then goto b else goto finish end
  ::a:: out[#out + 1] = "A"; state = "b"; goto start
  ::b:: out[#out + 1] = "B"; state = "c"; goto start
  ::finish::
end
print(table.concat(out)) -- expect: AB
