-- §3.4.8: not before comparison before and before or
print(1 == 2 or 3, nil and 1 or 2, false or nil and 1, true or error()) -- expect: 3	2	nil	true
print(1 < 2 and 2 < 3, not 1 == 2, not (1 == 2), not nil and 1) -- expect: true	false	true	1
print(1 .. 2 < "13" and "less", 1 + 1 == 2 == true, "a" .. "b" == "ab") -- expect: less	true	true
print(false == false ~= true, 1 < 2 == true, not true == false) -- expect: false	true	true
print(nil or false and error(), 1 and 2 or 3 and 4, (1 and nil) or 5) -- expect: false	2	5
