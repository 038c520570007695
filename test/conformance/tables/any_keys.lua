-- keys of every type are kept apart; the last line indexes a string value
local t, f, k = {}, function() end, {}
t[1], t["1"], t[true], t[false], t[f], t[k], t[1.5] = "int", "str", "true", "false", "fn", "table", "float"
print(t[1], t["1"], t[true], t[false], t[f], t[k], t[1.5]) -- expect: int	str	true	false	fn	table	float
t[k][1] = nil -- expect error: any_keys.lua:5: attempt to index a string value (field '?')
