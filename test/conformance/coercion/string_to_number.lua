-- §3.4.3: strings are converted by arithmetic, with the syntax of the lexer
print("10" + 5, "10" + 5.0, "3" * "4", "0x10" + 0, " 7 " + 1) -- expect: 15	15.0	12	16	8
print("1e1" + 0, "10" / 2, "7" // 2, "7" % "4", -"2", -"2.0") -- expect: 10.0	5.0	3	3	-2	-2.0
print("9223372036854775807" + 0, "9223372036854775808" + 0) -- expect: 9223372036854775807	9.2233720368548e+18
print(pcall(function() return "abc" + 1 end))
-- expect: false	string_to_number.lua:5: attempt to add a 'string' with a 'number'
print(pcall(function() return "" + 1 end))
-- expect: false	string_to_number.lua:7: attempt to add a 'string' with a 'number'
print(pcall(function() return {} + "1" end))
-- expect: false	string_to_number.lua:9: attempt to add a 'table' with a 'string'
print("10" == 10, "10" + 0 == 10) -- expect: false	true
print(pcall(function() return "2" < 10 end))
-- expect: false	string_to_number.lua:12: attempt to compare string with number
