-- §3.4.5: and, or return an operand and do not evaluate what they need not
local log = {}
local function t(v) log[#log + 1] = "t"; return v end
local function f(v) log[#log + 1] = "f"; return v end
print(t(1) and t(2), f(nil) and t(1), f(false) or t("x"), t(0) or f(1)) -- expect: 2	nil	x	0
print(table.concat(log)) -- expect: ttfftt
print(nil and nil, nil or false, false or nil, false and nil, 1 and nil) -- expect: nil	false	nil	false	nil
print(not nil == true, not 1 == false, not not "x") -- expect: true	true	true
print(1 or error("never"), nil and error("never")) -- expect: 1	nil
local x = nil
local y = x and x.field or "default"
print(y, (x or {}).field, (x == nil) and "nil" or "set") -- expect: default	nil	nil
