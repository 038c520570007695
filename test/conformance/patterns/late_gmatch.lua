-- a malformed pattern is an error of gmatch's iterator
local ok, iterator = pcall(string.gmatch, "text", "(")
print(ok, type(iterator)) -- expect: true	function
print(pcall(function() return iterator() end) == false) -- expect: true
