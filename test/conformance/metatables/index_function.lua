-- §2.4 __index as a function: called for absent keys only
local log = {}
local t = setmetatable({ present = 1, off = false }, { __index = function(self, k)
  log[#log + 1] = tostring(k)
  return type(k) == "number" and k * 2 or k .. "?"
end })
print(t.present, t.absent, t[21], t.off) -- expect: 1	absent?	42	false
print(table.concat(log, " ")) -- expect: absent 21
print(rawget(t, "absent"), t.present) -- expect: nil	1
t.absent = "now"
print(t.absent) -- expect: now
local u = setmetatable({}, { __index = function(_, k) return k, "dropped" end })
print(u.x, (u.y)) -- expect: x	y
print(pcall(function() return setmetatable({}, { __index = function(_, k) error("no " .. k, 0) end }).field end))
-- expect: false	no field
