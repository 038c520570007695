-- §3.4.8: from or up to ^
print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 % 4, 10 - 2 - 3, 100 / 10 / 2) -- expect: 14	20	2	5	5.0
print(2 ^ 3 ^ 2, -2 ^ 2, 2 ^ -1, -3 ^ 2 * 2, not 1 == 2) -- expect: 512.0	-4.0	0.5	-18.0	false
print(7 // 2 * 2, 7 % 4 // 2, 1 + 2 .. 3 + 4, 2 * 3 .. "") -- expect: 6	1	37	6
print(1 .. 2 == "12", 1 + 1 == 2 and "yes" or "no") -- expect: true	yes
print(- - 2, - -2 ^ 2, not not nil) -- expect: 2	4.0	false
print(#"abc" + 1, -#"abc", (#"abc") ^ 2, -"2" + 1) -- expect: 4	-3	9.0	-1
print(pcall(load("return #'abc' ^ 2", "=length")))
-- expect: false	length:1: attempt to pow a 'string' with a 'number'
