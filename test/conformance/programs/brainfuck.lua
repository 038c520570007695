-- an interpreter for a tiny language, compiled to Lua source and run by load
local function compile(program)
  local code, depth = { "local write = ... local tape, at = setmetatable({}, { __index = function() return 0 end }), 1" }, 0
  local i = 1
  while i <= #program do
    local c = program:sub(i, i)
    local run = #program:match("^%" .. c .. "+", i)
    if c == "+" then code[#code + 1] = "tape[at] = (tape[at] + " .. run .. ") % 256"
    elseif c == "-" then code[#code + 1] = "tape[at] = (tape[at] - " .. run .. ") % 256"
    elseif c == ">" then code[#code + 1] = "at = at + " .. run
    elseif c == "<" then code[#code + 1] = "at = at - " .. run
    else
      run = 1
      if c == "." then code[#code + 1] = "write(string.char(tape[at]))"
      elseif c == "[" then code[#code + 1] = "while tape[at] ~= 0 do"; depth = depth + 1
      elseif c == "]" then code[#code + 1] = "end"; depth = depth - 1 end
    end
    i = i + run
  end
  if depth ~= 0 then error("unbalanced brackets", 0) end
  return assert(load(table.concat(code, "\n")))
end
local out = {}
local function write(s) out[#out + 1] = s end
compile("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.")(write)
print(table.concat(out)) -- expect: Hello World!
print(pcall(compile, "[[-]")) -- expect: false	unbalanced brackets
out = {}
compile("+++[>+++++<-]>[<++++++>-]<[>+>+<<-]>.")(write)
print(out[1]:byte()) -- expect: 90
