-- strings have a metatable whose __index is the string table
local s = "hello"
print(s:len(), s:upper(), ("x"):rep(3), #s) -- expect: 5	HELLO	xxx	5
print(s.len == string.len, s.nothing, s[1]) -- expect: true	nil	nil
print(("%d"):format(7), ("a,b"):find(",", 1, true)) -- expect: 7	2	2
print(pcall(function() s.x = 1 end))
-- expect: false	indexing.lua:6: attempt to index a string value (upvalue 's')
print(pcall(function() return s:nothing() end))
-- expect: false	indexing.lua:8: attempt to call a nil value (method 'nothing')
print(getmetatable("").__index == string, getmetatable("a") == getmetatable("b")) -- expect: true	true
string.shout = function(self) return self:upper() .. "!" end
print(s:shout()) -- expect: HELLO!
string.shout = nil
