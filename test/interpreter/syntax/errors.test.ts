/**
 * Erroneous chunks with the messages of PUC-Rio Lua 5.4.8 (taken from its own `load`, chunk name "=x").
 */
import { expect, test } from "bun:test"
import { LuaSyntaxError } from "../../../interpreter/syntax/syntax_error.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

function messageOf(source: string): string {
  try {
    parseChunk(source, "=x")
  } catch (error) {
    if (error instanceof LuaSyntaxError) return error.message
    throw error
  }
  return "no error"
}

test.each([
  ['x = "abc', "x:1: unfinished string near <eof>"],
  ['x = "abc\ny"', "x:1: unfinished string near '\"abc'"],
  ["x = 'a\\\nb", "x:2: unfinished string near <eof>"],
  ["x = '\\q'", "x:1: invalid escape sequence near ''\\q'"],
  ["x = 'ab\\300cd'", "x:1: decimal escape too large near ''ab\\300c'"],
  ["x = '\\xg1'", "x:1: hexadecimal digit expected near ''\\xg'"],
  ["x = '\\x1g'", "x:1: hexadecimal digit expected near ''\\x1g'"],
  ["x = '\\u41'", "x:1: missing '{' near ''\\u4'"],
  ["x = '\\u{}'", "x:1: hexadecimal digit expected near ''\\u{}'"],
  ["x = '\\u{110000000}'", "x:1: UTF-8 value too large near ''\\u{110000000'"],
  ["x = '\\u{41'", "x:1: missing '}' near ''\\u{41''"],
  ["x = '\\u{41 }'", "x:1: missing '}' near ''\\u{41 '"],
  ["x = '\\", "x:1: unfinished string near <eof>"],
  ["x = [[abc\n\n", "x:3: unfinished long string (starting at line 1) near <eof>"],
  ["x = [==[ ]] ]=]\n", "x:2: unfinished long string (starting at line 1) near <eof>"],
  ["x = 1 --[[ a\n\nb", "x:3: unfinished long comment (starting at line 1) near <eof>"],
  ["--[=[ ]]", "x:1: unfinished long comment (starting at line 1) near <eof>"],
  ["x = [=abc", "x:1: invalid long string delimiter near '[='"],
  ["x = 3x", "x:1: malformed number near '3x'"],
  ["x = 0x", "x:1: malformed number near '0x'"],
  ["x = 0xg", "x:1: malformed number near '0xg'"],
  ["x = 1e", "x:1: malformed number near '1e'"],
  ["x = 1e+", "x:1: malformed number near '1e+'"],
  ["x = 1..2", "x:1: malformed number near '1..2'"],
  ["x = 0x1p", "x:1: malformed number near '0x1p'"],
  ["x = 3.4.5", "x:1: malformed number near '3.4.5'"],
  ["x = 1_000", "x:1: malformed number near '1_'"],
  ["x = 08.5z", "x:1: malformed number near '08.5z'"],
  ["@", "x:1: unexpected symbol near '@'"],
  ["x = 1 @", "x:1: unexpected symbol near '@'"],
  ["x = \\", "x:1: unexpected symbol near '\\'"],
  ["x = \u0001", "x:1: unexpected symbol near '<\\1>'"],
  ["x = \x80", "x:1: unexpected symbol near '<\\128>'"],
  ["x = \u0000", "x:1: unexpected symbol"],
  ["x = $", "x:1: unexpected symbol near '$'"],
  ["x = 'a\u0000b\n'", "x:1: unfinished string near ''a'"],
  ["x = 'a\u0000b' 'c' d", "x:1: unexpected symbol near ''c''"],
  ["return 1,\n\n'\\z  \n  \n\\q'", "x:5: invalid escape sequence near ''\\q'"],
])("lexical: %j", (source, message) => {
  expect(messageOf(source)).toBe(message)
})

test.each([
  ["x = }", "x:1: unexpected symbol near '}'"],
  ["x = 'abc' 'def'", "x:1: unexpected symbol near ''def''"],
  ["= 'a\\65\\n'", "x:1: unexpected symbol near '='"],
  ["[[ab\r\nc]]", "x:2: unexpected symbol near '[[ab\nc]]'"],
  ["1.50", "x:1: unexpected symbol near '1.50'"],
  ["x y", "x:1: syntax error near 'y'"],
  ["x = function", "x:1: '(' expected near <eof>"],
  ["x = 1 end", "x:1: <eof> expected near 'end'"],
  ["end", "x:1: <eof> expected near 'end'"],
  ["x ...", "x:1: syntax error near '...'"],
  ["x ~= 1", "x:1: syntax error near '~='"],
  ["x = 1 //", "x:1: unexpected symbol near <eof>"],
  ["x = a..", "x:1: unexpected symbol near <eof>"],
  ["x :: y", "x:1: syntax error near '::'"],
  ["<<", "x:1: unexpected symbol near '<<'"],
  ["f() = 1", "x:1: syntax error near '='"],
  ["a.b", "x:1: syntax error near <eof>"],
  ["a", "x:1: syntax error near <eof>"],
  ["(a)", "x:1: syntax error near <eof>"],
  ["(a) = 1", "x:1: syntax error near '='"],
  ["(f())", "x:1: syntax error near <eof>"],
  ["f() g", "x:1: syntax error near <eof>"],
  ["a.1 = 2", "x:1: syntax error near '.1'"],
  ["a:b", "x:1: function arguments expected near <eof>"],
  ["a:b = 1", "x:1: function arguments expected near '='"],
  ["a.b:c.d()", "x:1: function arguments expected near '.'"],
  ["x = ", "x:1: unexpected symbol near <eof>"],
  ["x = 1 +", "x:1: unexpected symbol near <eof>"],
  ["x = not", "x:1: unexpected symbol near <eof>"],
  ["return 1 2", "x:1: <eof> expected near '2'"],
  ["return return", "x:1: unexpected symbol near 'return'"],
  ["::a", "x:1: '::' expected near <eof>"],
  ["goto", "x:1: <name> expected near <eof>"],
  ["goto 1", "x:1: <name> expected near '1'"],
  ["break 1", "x:1: unexpected symbol near '1'"],
  ["local", "x:1: <name> expected near <eof>"],
  ["local 1", "x:1: <name> expected near '1'"],
  ["local function", "x:1: <name> expected near <eof>"],
  ["local function a.b() end", "x:1: '(' expected near '.'"],
  ["local x <", "x:1: <name> expected near <eof>"],
  ["local x <const", "x:1: '>' expected near <eof>"],
  ["local x <1>", "x:1: <name> expected near '1'"],
  ["local x <const> <close>", "x:1: unexpected symbol near '<'"],
  ["function f", "x:1: '(' expected near <eof>"],
  ["function f(", "x:1: <name> or '...' expected near <eof>"],
  ["function f(a,", "x:1: <name> or '...' expected near <eof>"],
  ["function f(a,) end", "x:1: <name> or '...' expected near ')'"],
  ["function f(..., a) end", "x:1: ')' expected near ','"],
  ["function f(1) end", "x:1: <name> or '...' expected near '1'"],
  ["function a:b.c() end", "x:1: '(' expected near '.'"],
  ["function a.b[1]() end", "x:1: '(' expected near '['"],
  ["x = {", "x:1: unexpected symbol near <eof>"],
  ["x = {1 2}", "x:1: '}' expected near '2'"],
  ["x = {,}", "x:1: unexpected symbol near ','"],
  ["x = {[1]}", "x:1: '=' expected near '}'"],
  ["x = {[1] 2}", "x:1: '=' expected near '2'"],
  ["x = {a=}", "x:1: unexpected symbol near '}'"],
  ["x = {a.b=1}", "x:1: '}' expected near '='"],
  ["f(", "x:1: unexpected symbol near <eof>"],
  ["f(1", "x:1: ')' expected near <eof>"],
  ["f(1,", "x:1: unexpected symbol near <eof>"],
  ["f(,1)", "x:1: unexpected symbol near ','"],
  ["f 1", "x:1: syntax error near '1'"],
  ["return ,1", "x:1: unexpected symbol near ','"],
  ["if", "x:1: unexpected symbol near <eof>"],
  ["if x", "x:1: 'then' expected near <eof>"],
  ["if x then", "x:1: 'end' expected near <eof>"],
  ["if x then else", "x:1: 'end' expected near <eof>"],
  ["if x then elseif", "x:1: unexpected symbol near <eof>"],
  ["if x then else elseif y then end", "x:1: 'end' expected near 'elseif'"],
  ["while", "x:1: unexpected symbol near <eof>"],
  ["while x", "x:1: 'do' expected near <eof>"],
  ["while x do", "x:1: 'end' expected near <eof>"],
  ["do", "x:1: 'end' expected near <eof>"],
  ["repeat", "x:1: 'until' expected near <eof>"],
  ["repeat until", "x:1: unexpected symbol near <eof>"],
  ["for", "x:1: <name> expected near <eof>"],
  ["for x", "x:1: '=' or 'in' expected near <eof>"],
  ["for x = 1", "x:1: ',' expected near <eof>"],
  ["for x = 1 do end", "x:1: ',' expected near 'do'"],
  ["for x = 1, 2, 3, 4 do end", "x:1: 'do' expected near ','"],
  ["for x, y = 1, 2 do end", "x:1: 'in' expected near '='"],
  ["for x in", "x:1: unexpected symbol near <eof>"],
  ["for x in y", "x:1: 'do' expected near <eof>"],
  ["for 1 = 1, 2 do end", "x:1: <name> expected near '1'"],
  ["for x.y = 1, 2 do end", "x:1: '=' or 'in' expected near '.'"],
  ["x, y", "x:1: '=' expected near <eof>"],
  ["x, f() = 1", "x:1: syntax error near '='"],
  ["x, y + 1 = 2", "x:1: '=' expected near '+'"],
  ["local x = ", "x:1: unexpected symbol near <eof>"],
  ["local x, = 1", "x:1: <name> expected near '='"],
  ["local x = 1,", "x:1: unexpected symbol near <eof>"],
])("near: %j", (source, message) => {
  expect(messageOf(source)).toBe(message)
})

test.each([
  ["if x then\n\ny()", "x:3: 'end' expected (to close 'if' at line 1) near <eof>"],
  ["do\n\n", "x:3: 'end' expected (to close 'do' at line 1) near <eof>"],
  ["while x do\n", "x:2: 'end' expected (to close 'while' at line 1) near <eof>"],
  ["for i = 1, 2 do\n\n", "x:3: 'end' expected (to close 'for' at line 1) near <eof>"],
  ["for i in x do\nend end", "x:2: <eof> expected near 'end'"],
  ["function f()\n\n", "x:3: 'end' expected (to close 'function' at line 1) near <eof>"],
  ["x = function()\n", "x:2: 'end' expected (to close 'function' at line 1) near <eof>"],
  ["repeat\n\n", "x:3: 'until' expected (to close 'repeat' at line 1) near <eof>"],
  ["repeat\nx() end", "x:2: 'until' expected (to close 'repeat' at line 1) near 'end'"],
  ["x = {\n1\n", "x:3: '}' expected (to close '{' at line 1) near <eof>"],
  ["x = {\n1\n)", "x:3: '}' expected (to close '{' at line 1) near ')'"],
  ["f(\n1\n", "x:3: ')' expected (to close '(' at line 1) near <eof>"],
  ["x = (\n1\n", "x:3: ')' expected (to close '(' at line 1) near <eof>"],
  ["x = a[\n1\n", "x:3: ']' expected near <eof>"],
  ["if x then\nelse\n", "x:3: 'end' expected (to close 'if' at line 1) near <eof>"],
  ["do\nreturn 1\nx()\nend", "x:3: 'end' expected (to close 'do' at line 1) near 'x'"],
])("closing: %j", (source, message) => {
  expect(messageOf(source)).toBe(message)
})

test.each([
  ["local x <const> = 1; x = 2", "x:1: attempt to assign to const variable 'x'"],
  ["local x <const> = {}; x = 2", "x:1: attempt to assign to const variable 'x'"],
  ["local x <close> = nil\nx = 2", "x:2: attempt to assign to const variable 'x'"],
  ["local x <const> = {}\nlocal function f() x = 1 end", "x:2: attempt to assign to const variable 'x'"],
  ["local x <const> = {}\nfunction x() end", "x:2: attempt to assign to const variable 'x'"],
  ["local x <const> = 1\ny, x = 1, 2", "x:2: attempt to assign to const variable 'x'"],
  ["local x <foo> = 1", "x:1: unknown attribute 'foo'"],
  ["local x <const>, y <bar> = 1", "x:1: unknown attribute 'bar'"],
  ["local x <close>, y <close> = 1, 2", "x:1: multiple to-be-closed variables in local list"],
  ["local x <Const> = 1", "x:1: unknown attribute 'Const'"],
  ["function f() return ... end", "x:1: cannot use '...' outside a vararg function near '...'"],
  [
    "function f() local function g(...) end return ...\nend",
    "x:1: cannot use '...' outside a vararg function near '...'",
  ],
  [
    "x = function(...) return function() return ... end end",
    "x:1: cannot use '...' outside a vararg function near '...'",
  ],
  ["local _ENV <const> = {}\n_ENV = 1", "x:2: attempt to assign to const variable '_ENV'"],
])("variables: %j", (source, message) => {
  expect(messageOf(source)).toBe(message)
})

test.each([
  ["break", "x:1: break outside loop at line 1"],
  ["do break end", "x:1: break outside loop at line 1"],
  ["while x do end break", "x:1: break outside loop at line 1"],
  ["function f() break end", "x:1: break outside loop at line 1"],
  ["while x do function f()\nbreak\nend end", "x:3: break outside loop at line 2"],
  ["goto x", "x:1: no visible label 'x' for <goto> at line 1"],
  ["do goto x end", "x:1: no visible label 'x' for <goto> at line 1"],
  ["do ::x:: end goto x", "x:1: no visible label 'x' for <goto> at line 1"],
  ["::x:: ::x::", "x:1: label 'x' already defined on line 1"],
  ["::x::\ndo\n::x::\nend", "x:4: label 'x' already defined on line 1"],
  ["goto x; local a; ::x:: print(a)", "x:1: <goto x> at line 1 jumps into the scope of local 'a'"],
  ["goto x\nlocal a\n::x::\nlocal b", "x:4: <goto x> at line 1 jumps into the scope of local 'a'"],
  ["do goto x; local a; ::x:: end goto y", "x:1: no visible label 'y' for <goto> at line 1"],
  ["repeat goto x; local a; ::x:: until a", "x:1: <goto x> at line 1 jumps into the scope of local 'a'"],
  ["function f() goto x end ::x::", "x:1: no visible label 'x' for <goto> at line 1"],
  ["::x:: function f() goto x end", "x:1: no visible label 'x' for <goto> at line 1"],
  [
    "while true do goto x end\nlocal y\n::x:: y = 1",
    "x:3: <goto x> at line 1 jumps into the scope of local 'y'",
  ],
  ["goto continue; do ::continue:: end", "x:1: no visible label 'continue' for <goto> at line 1"],
])("jumps: %j", (source, message) => {
  expect(messageOf(source)).toBe(message)
})

test("the message names the chunk", () => {
  expect(() => parseChunk("x =\n=", "@dir/file.lua")).toThrow("dir/file.lua:2: unexpected symbol near '='")
  expect(() => parseChunk("x = ", "x = ")).toThrow('[string "x = "]:1: unexpected symbol near <eof>')
})
