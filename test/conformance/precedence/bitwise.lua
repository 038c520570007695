-- §3.4.8: shift binds tighter than &, ~, |, and looser than ..
print(1 | 2 & 3, 1 | 6 ~ 3, 5 & 3 << 1, 1 << 2 + 1, 6 ~ 3 & 1) -- expect: 3	5	4	8	7
print((3 | 4) == 7, 1 < 2 == true, 1 | 0 < 2, 3 == 1 | 2) -- expect: true	true	true	true
print(pcall(load("return 1 << 1 .. 2", "=shift")))
-- expect: false	shift:1: attempt to perform bitwise operation on a string value
print(~1 + 1, ~(1 + 1), -1 >> 60 & 3, 2 * 3 & 4, ~2 ^ 2) -- expect: -1	-3	3	4	-5
print(3 | 8 + 1, 1 + 1 << 1 + 1, 10 - 2 >> 1) -- expect: 11	8	4
