-- a serializer with sorted keys, and back with load
local function sorted_keys(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  return keys
end
local function serialize(value, indent)
  if type(value) ~= "table" then return string.format("%q", value) end
  local inner = indent .. "  "
  local out = {}
  for _, k in ipairs(sorted_keys(value)) do
    local key = type(k) == "string" and k:match("^[%a_][%w_]*$") or "[" .. string.format("%q", k) .. "]"
    out[#out + 1] = inner .. key .. " = " .. serialize(value[k], inner)
  end
  if #out == 0 then return "{}" end
  return "{\n" .. table.concat(out, ",\n") .. "\n" .. indent .. "}"
end
local data = { 1, "two", { three = 3.5, empty = {} }, ["a key"] = true, z = false, n = -7, [2.5] = 1/3 }
local text = serialize(data, "")
print(text)
-- expect: {
-- expect:   [1] = 1,
-- expect:   [2] = "two",
-- expect:   [0x1.4p+1] = 0x1.5555555555555p-2,
-- expect:   [3] = {
-- expect:     empty = {},
-- expect:     three = 0x1.cp+1
-- expect:   },
-- expect:   ["a key"] = true,
-- expect:   n = -7,
-- expect:   z = false
-- expect: }
local again = serialize(load("return " .. text)(), "")
print(text == again) -- expect: true
