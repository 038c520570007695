-- error in a tail call: the calling function is still in the traceback
local function f() return error("m") end
local text = select(2, xpcall(function() f() end, debug.traceback))
print(text:match "function 'error'\n\t([^\n]*)" :match ":%d+: .*") -- expect: :2: in upvalue 'f'
