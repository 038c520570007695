-- files have no user values, as in PUC
print(debug.getuservalue(io.stdout), debug.getuservalue(io.stdout, 0)) -- expect: nil	nil
print(debug.setuservalue(io.stdout, 1), debug.setuservalue(io.stdout, 1, -1)) -- expect: nil	nil
print(debug.getuservalue({}, 2), debug.getuservalue(nil)) -- expect: nil	nil
print(pcall(debug.setuservalue, {}, 1)) -- expect: false	bad argument #1 to 'debug.setuservalue' (userdata expected, got table)
print(pcall(debug.setuservalue, io.stdout)) -- expect: false	bad argument #2 to 'debug.setuservalue' (value expected)
print(pcall(debug.getuservalue, io.stdout, 1.5))
-- expect: false	bad argument #2 to 'debug.getuservalue' (number has no integer representation)
