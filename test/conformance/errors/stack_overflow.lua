-- endless recursion is an error that can be caught
local function endless(n) return 1 + endless(n + 1) end
local ok, message = pcall(endless, 1)
print(ok, message:find("stack overflow", 1, true) ~= nil) -- expect: false	true
local t = setmetatable({}, {})
getmetatable(t).__index = function(self, k) return self[k .. "x"] end
ok, message = pcall(function() return t.k end)
print(ok, message:find("overflow", 1, true) ~= nil) -- expect: false	true
print(pcall(function() return "still fine" end)) -- expect: true	still fine
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(10000)) -- expect: 10000
ok = pcall(function() local function f() return pcall(f) and nil end return f() end)
print(type(ok)) -- expect: boolean
