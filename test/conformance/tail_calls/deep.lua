-- §3.4.10: return f() needs no stack
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(200000, 0)) -- expect: 20000100000
local function even(n) if n == 0 then return true end return (function(m) return even(m - 1) end)(n) end
print(even(50000)) -- expect: true
local o = {}
function o:down(n) if n == 0 then return "bottom", n end return self:down(n - 1) end
print(o:down(200000)) -- expect: bottom	0
local function va(n, ...) if n == 0 then return ... end return va(n - 1, ...) end
print(va(50000, 1, nil, 3)) -- expect: 1	nil	3
