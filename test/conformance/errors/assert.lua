-- §6.1: assert returns its arguments or raises the message unchanged
print(assert(1, "unused", 3)) -- expect: 1	unused	3
print(select("#", assert(true)), assert("x")) -- expect: 1	x
print(pcall(assert, false)) -- expect: false	assertion failed!
print(pcall(assert, nil, "message")) -- expect: false	message
print(pcall(assert, false, { 1 }) == false, type(select(2, pcall(assert, false, {})))) -- expect: true	table
print(pcall(assert)) -- expect: false	bad argument #1 to 'assert' (value expected)
print(pcall(assert, nil, nil)) -- expect: false	nil
print(pcall(assert, false, 42)) -- expect: false	42
print(pcall(function() assert(1 == 2, "no position added") end))
-- expect: false	assert.lua:10: no position added
print(pcall(function() local f = assert(io.open("/nonexistent/file")) end))
-- expect: false	assert.lua:12: /nonexistent/file: No such file or directory
print(assert(load("return 5"))()) -- expect: 5
