-- §6.4: rep, reverse, upper, lower, len
print(("ab"):rep(3), ("ab"):rep(3, ","), ("ab"):rep(1, ","), ("ab"):rep(0) == "", ("ab"):rep(-5) == "")
-- expect: ababab	ab,ab,ab	ab	true	true
print((""):rep(100) == "", (""):rep(3, "x"), #("x"):rep(10000)) -- expect: true	xx	10000
print(("abc"):reverse(), (""):reverse() == "", ("a\0b"):reverse():byte(1, -1)) -- expect: cba	true	98	0	97
print(("Hello World 123"):upper(), ("Hello World 123"):lower()) -- expect: HELLO WORLD 123	hello world 123
print(("\xe4\xff"):upper():byte(1, -1)) -- expect: 228	255
print(("abc"):len(), (""):len(), ("a\0b"):len(), string.len(123)) -- expect: 3	0	3	3
print(pcall(string.rep, "x", 1 << 40, "y")) -- expect: false	resulting string too large
print(pcall(string.rep, "x", -1)) -- expect: true
