-- long strings made apart are not one, though they are equal; short ones are
local function p(s) return string.format("%p", s) end
local a, b = string.rep("a", 100), string.rep("a", 100)
print(a == b, p(a) == p(b), p(a) == p(a)) -- expect: true	false	true
local c = a
collectgarbage()
print(p(a) == p(c), p(a):match "^0x%x+$" ~= nil) -- expect: true	true
print(p(string.rep("a", 10)) == p(string.rep("aa", 5))) -- expect: true
local joined = a .. "x"
print(p(joined) == p(joined), p(joined) == p(a .. "x")) -- expect: true	false
