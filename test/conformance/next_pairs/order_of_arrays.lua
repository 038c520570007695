-- the array part comes first and in order
local t = { "a", "b", "c", x = 1 }
local out = {}
for k, v in pairs(t) do out[#out + 1] = tostring(k) .. tostring(v) end
print(table.concat(out, " ")) -- expect: 1a 2b 3c x1
local u = {}
for i = 1, 5 do u[i] = i * i end
out = {}
for k, v in pairs(u) do out[#out + 1] = k .. ":" .. v end
print(table.concat(out, " ")) -- expect: 1:1 2:4 3:9 4:16 5:25
for i, v in ipairs({ 1, 2, nil, 4 }) do io.write(i, "=", v, " ") end
print() -- expect: 1=1 2=2
local k, v = next({ "first" })
print(k, v) -- expect: 1	first
