-- calling a field that is missing
local object = {}
print("about to call") -- expect: about to call
object.child.run() -- expect error: uncaught_call.lua:4: attempt to index a nil value (field 'child')
