-- What the scripts of this folder share: a case is a piece of code, and prints what it gives.
local M = {}

-- A value as a line shows it: no addresses, no control characters, no long texts.
function M.show(v)
  local t = type(v)
  if t == "string" then
    if #v > 300 then v = #v .. ":" .. v:sub(1, 60) end
    return '"' .. v:gsub("[^ -~]", function(c) return ("\\%d"):format(c:byte()) end) .. '"'
  end
  if t ~= "table" then return (tostring(v):gsub("0x%x+", "ADDRESS")) end
  local fields = {}
  for k, x in next, v do fields[#fields + 1] = tostring(k) .. "=" .. (type(x) == "table" and "table" or M.show(x)) end
  table.sort(fields)
  return "{" .. table.concat(fields, ",") .. "}"
end

function M.line(...)
  local values = table.pack(...)
  for i = 1, values.n do values[i] = M.show(values[i]) end
  return table.concat(values, " ")
end

-- Runs code, which gets the arguments; results of the call and of pcall.
function M.case(code, ...)
  local f, message = load(code, "=case")
  io.stdout:write(M.show(code), " => ", f and M.line(pcall(f, ...)) or M.line(message), "\n")
end

-- The same for each piece of code, put into a pattern with one or more `%s`.
function M.each(pattern, list, ...)
  for _, code in ipairs(list) do M.case((pattern:gsub("%%s", (code:gsub("%%", "%%%%")))), ...) end
end

function M.put(name, text)
  local file = assert(io.open(name, "wb"))
  file:write(text)
  file:close()
end

return M
