-- a JSON encoder and decoder
local function encode(v)
  local t = type(v)
  if t == "table" then
    local parts = {}
    if #v > 0 or next(v) == nil then
      for i, x in ipairs(v) do parts[i] = encode(x) end
      return "[" .. table.concat(parts, ",") .. "]"
    end
    for k, x in pairs(v) do parts[#parts + 1] = encode(k) .. ":" .. encode(x) end
    table.sort(parts)
    return "{" .. table.concat(parts, ",") .. "}"
  elseif t == "string" then
    return '"' .. v:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
  end
  return tostring(v)
end
local decode_value
local function skip(s, i) return s:find("%S", i) or #s + 1 end
local function fail(i, what) error(("%s expected at %d"):format(what, i), 0) end
local function decode_string(s, i)
  local j = i + 1
  while s:sub(j, j) ~= '"' do
    if j > #s then fail(j, "closing quote") end
    j = j + (s:sub(j, j) == "\\" and 2 or 1)
  end
  local text = s:sub(i + 1, j - 1):gsub("\\u(%x%x%x%x)", function(h) return utf8.char(tonumber(h, 16)) end)
  return text:gsub("\\(.)", { n = "\n", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }), j + 1
end
local function decode_list(s, i, close, item)
  local result = {}
  i = skip(s, i + 1)
  if s:sub(i, i) == close then return result, i + 1 end
  while true do
    i = skip(s, item(result, i))
    local c = s:sub(i, i)
    if c == close then return result, i + 1 end
    if c ~= "," then fail(i, "'" .. close .. "'") end
    i = skip(s, i + 1)
  end
end
function decode_value(s, i)
  i = skip(s, i)
  local c = s:sub(i, i)
  if c == '"' then return decode_string(s, i) end
  if c == "[" then
    return decode_list(s, i, "]", function(r, j) local v; v, j = decode_value(s, j); r[#r + 1] = v; return j end)
  elseif c == "{" then
    return decode_list(s, i, "}", function(r, j)
      local k
      if s:sub(j, j) ~= '"' then fail(j, "key") end
      k, j = decode_string(s, j)
      j = skip(s, j)
      if s:sub(j, j) ~= ":" then fail(j, "':'") end
      r[k], j = decode_value(s, j + 1)
      return j
    end)
  end
  local word = s:match("^[%w%.%-%+]+", i)
  local constants = { ["true"] = true, ["false"] = false }
  if not word then fail(i, "value") end
  if constants[word] ~= nil then return constants[word], i + #word end
  return tonumber(word) or word == "null" and nil or fail(i, "value"), i + #word
end
local text = '{"name": "Lua \\"5.4\\"", "list": [1, 2.5, -3e2, [], {}], "ok": true, "no": false, "u": "\\u00e4\\n"}'
local value = decode_value(text, 1)
print(value.name, #value.list, value.list[3], value.ok, value.no, value.u)
-- expect: Lua "5.4"	5	-300.0	true	false	ä
-- expect:
print(encode(value))
-- expect: {"list":[1,2.5,-300.0,[],[]],"name":"Lua \u00225.4\u0022","no":false,"ok":true,"u":"ä\u000a"}
print(encode({ 1, { a = { b = {} } }, "x\ty" })) -- expect: [1,{"a":{"b":[]}},"x\u0009y"]
print(pcall(decode_value, '[1, 2', 1)) -- expect: false	']' expected at 6
print(pcall(decode_value, '{"a" 1}', 1)) -- expect: false	':' expected at 6
print(pcall(decode_value, '', 1)) -- expect: false	value expected at 1
