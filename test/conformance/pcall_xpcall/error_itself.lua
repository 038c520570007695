-- `error` called by pcall: level 1 is pcall, which has no position, level 2 its caller
print(pcall(error, "message")) -- expect: false	message
print(pcall(error, "message", 1)) -- expect: false	message
print(pcall(error, "message", 2)) -- expect: false	error_itself.lua:4: message
print(pcall(error, "message", 0)) -- expect: false	message
print(pcall(error)) -- expect: false	nil
print(select("#", pcall(error))) -- expect: 2
print(pcall(pcall, error, "inner")) -- expect: true	false	inner
print(pcall(error, "message", {}))
-- expect: false	bad argument #2 to 'error' (number expected, got table)
print(xpcall(error, function(m) return "handled " .. m end, "message")) -- expect: false	handled message
