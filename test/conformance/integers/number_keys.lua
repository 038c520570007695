-- §2.1: a float key with an integer value is the integer key
local t = {}
t[1.0], t[2], t[2^53] = "a", "b", "c"
print(t[1], t[2.0], t[9007199254740992], #t) -- expect: a	b	c	2
for k in pairs({ [3.0] = true }) do print(k, math.type(k)) end -- expect: 3	integer
t[1.5], t[-0.0] = "half", "zero"
print(t[1.5], t[0], t[0.0], t[3/2]) -- expect: half	zero	zero	half
t[math.mininteger], t[-2^63] = "min", "min2"
print(t[math.mininteger], t[math.mininteger + 0.0]) -- expect: min	min
t["1"] = "string"
print(t[1], t["1"]) -- expect: a	string
