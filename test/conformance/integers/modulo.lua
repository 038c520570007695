-- §3.4.1: the result of % takes the sign of the divisor
print(7 % 3, -7 % 3, 7 % -3, -7 % -3) -- expect: 1	2	-2	-1
print(6 % 3, -6 % 3, 6 % -3, 0 % -3) -- expect: 0	0	0	0
print(math.mininteger % -1, math.mininteger % 3, math.maxinteger % -2) -- expect: 0	1	-1
print(math.mininteger % math.maxinteger, math.maxinteger % math.mininteger) -- expect: 9223372036854775806	-1
for _, a in ipairs { 13, -13 } do
  for _, b in ipairs { 4, -4 } do
    print(a, b, a // b, a % b, a == (a // b) * b + a % b)
  end
end
-- expect: 13	4	3	1	true
-- expect: 13	-4	-4	-3	true
-- expect: -13	4	-4	3	true
-- expect: -13	-4	3	-1	true
