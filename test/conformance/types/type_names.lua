-- §2.1: the basic types as type() names them
print(type(nil), type(true), type(1), type(1.5)) -- expect: nil	boolean	number	number
print(type("s"), type({}), type(print), type(function() end)) -- expect: string	table	function	function
print(type(coroutine.create(print)), type(io.stdout)) -- expect: thread	userdata
print(type(type(nil)), type(type)) -- expect: string	function
print(pcall(type)) -- expect: false	bad argument #1 to 'type' (value expected)
print(type(nil) == "nil", type(x)) -- expect: true	nil
