-- an unclosed block tells where it began
local function try(text)
  print(select(2, load(text, "=s")))
end
try("\n\nif x then\n\n") -- expect: s:5: 'end' expected (to close 'if' at line 3) near <eof>
try("do\n  local x = 1\n") -- expect: s:3: 'end' expected (to close 'do' at line 1) near <eof>
try("for i = 1, 2 do\n") -- expect: s:2: 'end' expected (to close 'for' at line 1) near <eof>
try("f(1,\n2\n") -- expect: s:3: ')' expected (to close '(' at line 1) near <eof>
try("x = {1,\n2\n") -- expect: s:3: '}' expected (to close '{' at line 1) near <eof>
try("repeat\n x()\n") -- expect: s:3: 'until' expected (to close 'repeat' at line 1) near <eof>
try("function f()\n return 1\n") -- expect: s:3: 'end' expected (to close 'function' at line 1) near <eof>
try("a = [\n1\n]") -- expect: s:1: unexpected symbol near '['
try("local x\n= 'abc\n'") -- expect: s:2: unfinished string near ''abc'
