-- up to 200 locals in one function
local names, values = {}, {}
for i = 1, 190 do names[i], values[i] = "v" .. i, tostring(i) end
local list = table.concat(names, ", ")
local code = "local " .. list .. " = " .. table.concat(values, ", ")
  .. "\nlocal function sum() return v1 + v2 + v189 + v190 end"
  .. "\nv190 = v190 * 2"
  .. "\nreturn sum(), v1, v100, v190"
print(assert(load(code))()) -- expect: 572	1	100	380
local too = {}
for i = 1, 201 do too[i] = "local x" .. i end
print(load(table.concat(too, "\n"), "=many"))
-- expect: nil	many:201: too many local variables (limit is 200) in main function near <eof>
