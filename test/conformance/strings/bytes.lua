-- §2.1: strings are bytes, of any value
local s = "a\0b\255"
print(#s, s:byte(1, -1)) -- expect: 4	97	0	98	255
print(#"äöü", ("ä"):byte(1, -1)) -- expect: 6	195	164
print("\u{48}\u{49}", "\x41\65\z
      B")
-- expect: HI	AAB
print(("a\0b" == "a\0c"), "a\0b" < "a\0c", #("x\0y" .. "\0")) -- expect: false	true	4
local t = { ["k\0"] = 1, k = 2 }
print(t["k\0"], t["k"], t["k\0\0"]) -- expect: 1	2	nil
print(("\0"):rep(3) == "\0\0\0", ("\200"):byte()) -- expect: true	200
