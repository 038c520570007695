-- a state machine made of tail calls, and what is not a tail call
local visited = 0
local states = {}
function states.a(n) visited = visited + 1; if n == 0 then return "end" end return states.b(n - 1) end
function states.b(n) visited = visited + 1; return states[n % 2 == 0 and "a" or "b"](n > 0 and n - 1 or 0) end
print(states.a(30001), visited > 15000) -- expect: end	true
local function two() return 1, 2 end
local function paren() return (two()) end
local function plus() return two() + 0 end
local function list() return two(), 3 end
print(paren()) -- expect: 1
print(plus()) -- expect: 1
print(list()) -- expect: 1	3
local callable = setmetatable({}, { __call = function(self, n) if n == 0 then return "called" end return self(n - 1) end })
print(callable(1000)) -- expect: called
