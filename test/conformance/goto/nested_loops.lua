-- goto leaves several loops at once
for i = 1, 3 do
  for j = 1, 3 do
    if i * j == 4 then
      print("found", i, j)
      goto done
    end
  end
end
::done::
-- expect: found	2	2
for i = 1, 3 do
  for j = 1, 3 do
    if j == i then goto next_i end
    io.write(i, ":", j, " ")
  end
  ::next_i::
end
print() -- expect: 2:1 3:1 3:2
do
  goto skip
  print("never")
  ::skip::
end
print("end") -- expect: end
