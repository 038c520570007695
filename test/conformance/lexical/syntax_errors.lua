-- messages of the parser name the token they stopped at
local function try(text)
  print(select(2, load(text, "=s")))
end
try("x =") -- expect: s:1: unexpected symbol near <eof>
try("x = = 1") -- expect: s:1: unexpected symbol near '='
try("for i do end") -- expect: s:1: '=' or 'in' expected near 'do'
try("if x then") -- expect: s:1: 'end' expected near <eof>
try("f(") -- expect: s:1: unexpected symbol near <eof>
try("local function 1() end") -- expect: s:1: <name> expected near '1'
try("x = }") -- expect: s:1: unexpected symbol near '}'
try("'abc") -- expect: s:1: unfinished string near <eof>
try("x = [[abc") -- expect: s:1: unfinished long string (starting at line 1) near <eof>
try("--[[ abc")
-- expect: s:1: unfinished long comment (starting at line 1) near <eof>
try("x = 'a\\qb'") -- expect: s:1: invalid escape sequence near ''a\q'
try("x = '\\300'") -- expect: s:1: decimal escape too large near ''\300''
try("x = '\\xZZ'") -- expect: s:1: hexadecimal digit expected near ''\xZ'
try("x = '\\u{110000000}'") -- expect: s:1: UTF-8 value too large near ''\u{110000000'
try("a.b:c = 1") -- expect: s:1: function arguments expected near '='
try("return return") -- expect: s:1: unexpected symbol near 'return'
try("x") -- expect: s:1: syntax error near <eof>
try("(x) = 1 = 2") -- expect: s:1: syntax error near '='
try("break") -- expect: s:1: break outside loop at line 1
try("local x <const> = 1; x = 2") -- expect: s:1: attempt to assign to const variable 'x'
try("local x <foo> = 1") -- expect: s:1: unknown attribute 'foo'
try("x = 5 $ 3") -- expect: s:1: unexpected symbol near '$'
