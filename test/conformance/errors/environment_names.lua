-- a field of a variable named _ENV is a global, however it is written
local function try(f, ...) return (select(2, pcall(f, ...)):gsub("^.*:%d+: ", ""):gsub("^.* value ?", "")) end
print(try(function() return _ENV.unknown.x end)) -- expect: (global 'unknown')
print(try(function() return _ENV["unknown"] + 1 end)) -- expect: (global 'unknown')
print(try(function() local _ENV = {} return _ENV.x() end)) -- expect: (global 'x')
print(try(function() local _ENV = {} return _ENV[x] + 1 end)) -- expect: (global '?')
print(try(function() local _ENV = {} return _ENV[1] + 1 end)) -- expect: (field 'integer index')
print(try(function() return _G.unknown.x end)) -- expect: (field 'unknown')
