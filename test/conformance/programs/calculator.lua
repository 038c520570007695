-- a recursive descent parser for arithmetic, with variables and functions
local function tokenize(text)
  local tokens, i = {}, 1
  while i <= #text do
    local from, to, number = text:find("^%s*(%d+%.?%d*)", i)
    if number then tokens[#tokens + 1] = { "number", tonumber(number) }
    else
      local name
      from, to, name = text:find("^%s*([%a_]%w*)", i)
      if name then tokens[#tokens + 1] = { "name", name }
      else
        local op
        from, to, op = text:find("^%s*([-+*/^()=,])", i)
        if not op then
          if text:find("^%s*$", i) then break end
          error("unexpected character '" .. text:match("^%s*(.)", i) .. "'", 0)
        end
        tokens[#tokens + 1] = { op }
      end
    end
    i = to + 1
  end
  tokens[#tokens + 1] = { "end" }
  return tokens
end
local variables = { pi = math.pi }
local functions = { max = math.max, sqrt = math.sqrt }
local function evaluate(text)
  local tokens, at = tokenize(text), 1
  local function accept(kind) if tokens[at][1] == kind then at = at + 1; return tokens[at - 1] end end
  local function expect(kind) return accept(kind) or error("expected '" .. kind .. "' near '" .. tokens[at][1] .. "'", 0) end
  local expression
  local function primary()
    local t = accept("number")
    if t then return t[2] end
    if accept("(") then local v = expression(); expect(")"); return v end
    if accept("-") then return -primary() end
    local name = expect("name")[2]
    if accept("(") then
      local args = {}
      repeat args[#args + 1] = expression() until not accept(",")
      expect(")")
      return (functions[name] or error("no function " .. name, 0))(table.unpack(args))
    end
    return variables[name] or error("no variable " .. name, 0)
  end
  local function power() local b = primary(); if accept("^") then return b ^ power() end return b end
  local function term()
    local v = power()
    while true do
      if accept("*") then v = v * power() elseif accept("/") then v = v / power() else return v end
    end
  end
  function expression()
    local v = term()
    while true do
      if accept("+") then v = v + term() elseif accept("-") then v = v - term() else return v end
    end
  end
  if tokens[2] and tokens[1][1] == "name" and tokens[2][1] == "=" then
    at = 3
    variables[tokens[1][2]] = expression()
    expect("end")
    return variables[tokens[1][2]]
  end
  local v = expression()
  expect("end")
  return v
end
for _, text in ipairs { "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "x = 10 / 4", "x * 2 - -1", "max(1, x, 2) + sqrt(16)",
  "1 +", "(1", "1 $ 2", "y + 1", "f(1)", "2 2" } do
  print(text, pcall(evaluate, text))
end
-- expect: 1 + 2 * 3	true	7
-- expect: (1 + 2) * 3	true	9
-- expect: 2 ^ 3 ^ 2	true	512.0
-- expect: x = 10 / 4	true	2.5
-- expect: x * 2 - -1	true	6.0
-- expect: max(1, x, 2) + sqrt(16)	true	6.5
-- expect: 1 +	false	expected 'name' near 'end'
-- expect: (1	false	expected ')' near 'end'
-- expect: 1 $ 2	false	unexpected character '$'
-- expect: y + 1	false	no variable y
-- expect: f(1)	false	no function f
-- expect: 2 2	false	expected 'end' near 'number'
