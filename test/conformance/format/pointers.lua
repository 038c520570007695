-- §6.4: %p gives an address for objects, (null) for plain values
local t = {}
print(string.format("%p", t) == string.format("%p", t), string.format("%p", t) ~= string.format("%p", {}))
-- expect: true	true
print(string.format("%p %p %p", nil, 1, true), (string.format("%p", print):find("^0x%x+$")) ~= nil)
-- expect: (null) (null) (null)	true
print(tostring(t):match("^table: (.*)$") == string.format("%p", t)) -- expect: true
print(#string.format("%30p", t), string.format("%-8p|%8p|", 1, 2)) -- expect: 30	(null)  |  (null)|
-- addresses are as long as those of the reference on Linux
print(#tostring({}), #string.format("%p", print), #string.format("%p", "abc"), #tostring(coroutine.create(print)))
-- expect: 21	14	14	22
