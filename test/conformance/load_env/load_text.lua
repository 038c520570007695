-- §6.1: load from strings: results, varargs, chunk names
print(load("return 1 + 1")(), load("return ...")(1, 2), load("")()) -- expect: 2	1
print(select("#", load("return nil, nil")()), load("x_loaded = 5") ~= nil) -- expect: 2	true
load("x_loaded = 5")()
print(x_loaded) -- expect: 5
print(load("syntax error here")) -- expect: nil	[string "syntax error here"]:1: syntax error near 'error'
print(load("return", "=name") ~= nil, load("error('e')", "=name") ~= nil) -- expect: true	true
print(pcall(load("error('e')", "=name"))) -- expect: false	name:1: e
print(pcall(load("error('e')", "@file.lua"))) -- expect: false	file.lua:1: e
print(pcall(load("error('e')", "a string"))) -- expect: false	[string "a string"]:1: e
print(pcall(load("error('e')", "first line\nsecond"))) -- expect: false	[string "first line..."]:1: e
print(pcall(load("error('e')", ("long"):rep(30))))
-- expect: false	[string "longlonglonglonglonglonglonglonglonglonglongl..."]:1: e
print(pcall(load("error('e')", "=" .. ("long"):rep(30))))
-- expect: false	longlonglonglonglonglonglonglonglonglonglonglonglonglonglon:1: e
print(pcall(load("error('e')", "@" .. ("path/"):rep(20) .. "file.lua")))
-- expect: false	...th/path/path/path/path/path/path/path/path/path/file.lua:1: e
print(pcall(load("\n\nerror('e')"))) -- expect: false	[string "..."]:3: e
print(pcall(load)) -- expect: false	bad argument #1 to 'load' (function expected, got no value)
