-- __tostring of an uncaught error value is used
local e = setmetatable({ code = 3 }, { __tostring = function(self) return "E" .. self.code end })
print("raising", e) -- expect: raising	E3
error(e) -- expect error: E3
