-- how a traceback calls functions: by a module's field, else by the call, else by the line
local t = {}
local function handler(m) return (debug.traceback(m, 2):gsub("\n\t%[C%]: in function 'xpcall'.*", ""):gsub("\t", "")) end
local function fail() error("failed", 0) end
function t.field() fail() return 1 end
function t:method() self.field() return 1 end
function global() t:method() return 1 end
string.extra = function() global() return 1 end
local up = function() string.extra() return 1 end
print((select(2, xpcall(function() up() return 1 end, handler))))
-- expect: failed
-- expect: stack traceback:
-- expect: [C]: in function 'error'
-- expect: traceback_names.lua:4: in upvalue 'fail'
-- expect: traceback_names.lua:5: in field 'field'
-- expect: traceback_names.lua:6: in method 'method'
-- expect: traceback_names.lua:7: in function 'global'
-- expect: traceback_names.lua:8: in function 'string.extra'
-- expect: traceback_names.lua:9: in upvalue 'up'
-- expect: traceback_names.lua:10: in function <traceback_names.lua:10>
local function deep(n) if n == 0 then error("deep", 0) end deep(n - 1) return 1 end
print(select(2, xpcall(deep, function(m) return debug.traceback(m):match("%.%.%.\t(.-)\n") end, 50)) ~= nil)
-- expect: true
