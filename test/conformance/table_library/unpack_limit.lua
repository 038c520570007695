-- more results than the stack could hold
print(pcall(table.unpack, {}, 1, 1000000)) -- expect: false	too many results to unpack
print(pcall(table.unpack, {}, 1, math.maxinteger)) -- expect: false	too many results to unpack
print(select("#", table.unpack({}, 1, 100000))) -- expect: 100000
