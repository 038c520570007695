-- a message handler that overflows the stack itself
local function loop(x) return 1 + loop(x) end
print(xpcall(loop, loop)) -- expect: false	error in error handling
