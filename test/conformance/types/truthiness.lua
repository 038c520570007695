-- §3.3.4: only nil and false are false
local function truth(v) if v then return "true" else return "false" end end
print(truth(nil), truth(false), truth(true)) -- expect: false	false	true
print(truth(0), truth(0.0), truth(""), truth({}), truth(0/0)) -- expect: true	true	true	true	true
print(truth(print), not nil, not false, not 0, not "") -- expect: true	true	true	false	false
local n = 0
while not (n >= 3) do n = n + 1 end
print(n) -- expect: 3
