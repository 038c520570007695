-- a tokenizer and recursive descent parser over a long text
local text = {}
for i = 1, 1500 do text[i] = "(" .. i .. " + 3.5) * (a" .. i % 10 .. " - " .. i % 7 + 1 .. " / 2)" end
local source = table.concat(text, " + ")

local function tokenize(s)
  local tokens, n, i = {}, 0, 1
  while i <= #s do
    local c = s:sub(i, i)
    if c:find("%s") then
      i = i + 1
    elseif c:find("%d") then
      local from, to = s:find("^%d+%.?%d*", i)
      n = n + 1
      tokens[n] = tonumber(s:sub(from, to))
      i = to + 1
    elseif c:find("%a") then
      local _, to, name = s:find("^(%w+)", i)
      n = n + 1
      tokens[n] = name
      i = to + 1
    else
      n = n + 1
      tokens[n] = c
      i = i + 1
    end
  end
  return tokens
end

local function evaluate(tokens, variables)
  local at = 1
  local expression
  local function primary()
    local t = tokens[at]
    at = at + 1
    if type(t) == "number" then return t end
    if t == "(" then
      local v = expression()
      at = at + 1
      return v
    end
    return variables[t]
  end
  local function term()
    local v = primary()
    while tokens[at] == "*" or tokens[at] == "/" do
      local op = tokens[at]
      at = at + 1
      if op == "*" then v = v * primary() else v = v / primary() end
    end
    return v
  end
  function expression()
    local v = term()
    while tokens[at] == "+" or tokens[at] == "-" do
      local op = tokens[at]
      at = at + 1
      if op == "+" then v = v + term() else v = v - term() end
    end
    return v
  end
  return expression()
end

local variables = {}
for i = 0, 9 do variables["a" .. i] = i + 0.25 end
local total = 0
for _ = 1, 60 do total = total + evaluate(tokenize(source), variables) end
print(string.format("%.3f", total))
