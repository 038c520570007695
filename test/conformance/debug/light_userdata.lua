-- upvalueid gives light userdata, which have no user values
local x = 1
local id = debug.upvalueid(function() return x end, 1)
print(type(id)) -- expect: userdata
print(pcall(debug.setuservalue, id, {})) -- expect: false	bad argument #1 to 'debug.setuservalue' (userdata expected, got light userdata)
