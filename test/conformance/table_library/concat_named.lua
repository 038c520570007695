-- concat's message has the basic type, whatever the metatable calls it
print(pcall(table.concat, {setmetatable({}, {__name = "mine"})}))
-- expect: false	invalid value (table) at index 1 in table for 'concat'
print(pcall(table.concat, {1, io.stdout, 3}, ","))
-- expect: false	invalid value (userdata) at index 2 in table for 'concat'
