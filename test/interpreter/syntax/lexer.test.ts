/** Literals, comments and line counting. Errors of the lexer are in errors.test.ts. */
import { expect, test } from "bun:test"
import { tokenize } from "../../../interpreter/syntax/lexer.ts"

function stringOf(source: string): string | undefined {
  return tokenize(source).strings[0]
}

/** The texts of the tokens, each with its line. */
function tokensOf(source: string): string {
  const tokens = tokenize(source)
  const texts: string[] = []
  for (let at = 0; at < tokens.count - 1; at++)
    texts.push(`${source.slice(tokens.start[at], tokens.end[at])}:${tokens.line[at]}`)
  return texts.join(" ")
}

test.each([
  ["'a'", "a"],
  ['"it\'s"', "it's"],
  ["'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "\x07\b\f\n\r\t\v\\'\""],
  ["'\\0\\65\\065\\0650\\255'", "\0AAA0\xff"],
  ["'\\x41\\xfF'", "A\xff"],
  ["'\\z  \n\r\n\t x\\z'", "x"],
  ["'a\\\nb\\\r\nc\\\n\rd\\\re'", "a\nb\nc\nd\ne"],
  ["'\\u{48}\\u{7ff}\\u{20AC}'", "H\xdf\xbf\xe2\x82\xac"],
  ["'\\u{10FFFF}\\u{7FFFFFFF}'", "\xf4\x8f\xbf\xbf\xfd\xbf\xbf\xbf\xbf\xbf"],
  ["'\\u{200000}\\u{4000000}'", "\xf8\x88\x80\x80\x80\xfc\x84\x80\x80\x80\x80"],
  ["'\\u{0000000041}'", "A"],
  ["'\xe9\0'", "\xe9\0"],
  ["[[a]]", "a"],
  ["[[\na\r\nb\n\rc\rd]]", "a\nb\nc\nd"],
  ["[==[]]]=]]==]", "]]]=]"],
  ["[=[\\n]=]", "\\n"],
  ["[[\r\n\r\n]]", "\n"],
])("string %j", (source, value) => {
  expect(stringOf(source)).toBe(value)
})

test.each([
  ["a.b..c...d", "a:1 .:1 b:1 ..:1 c:1 ...:1 d:1"],
  ["a<<b<=c<d>>e>=f", "a:1 <<:1 b:1 <=:1 c:1 <:1 d:1 >>:1 e:1 >=:1 f:1"],
  ["a==b~=c~d//e/f::g:h", "a:1 ==:1 b:1 ~=:1 c:1 ~:1 d:1 //:1 e:1 /:1 f:1 :::1 g:1 ::1 h:1"],
  ["0xep1-1e+1+.5", "0xep1:1 -:1 1e+1:1 +:1 .5:1"],
  ["0xe+1", "0xe:1 +:1 1:1"],
  ["a--b\nc--[[\n\n]]d--[==[\n]]]==]e--[=\nf--[x", "a:1 c:2 d:4 e:5 f:6"],
  ["a\r\nb\n\rc\rd\n\ne", "a:1 b:2 c:3 d:4 e:6"],
  ["[[\n\n]] 'x\\\ny' z", "[[\n\n]]:3 'x\\\ny':4 z:4"],
  ["end_ _end andor", "end_:1 _end:1 andor:1"],
  ["--", ""],
])("tokens of %j", (source, tokens) => {
  expect(tokensOf(source)).toBe(tokens)
})

test("names are interned", () => {
  const tokens = tokenize("alpha beta alpha " + Array.from({ length: 2000 }, (_, i) => `n${i}`).join(" "))
  expect(tokens.value[0]).toBe(tokens.value[2]!)
  expect(tokens.value[0]).not.toBe(tokens.value[1]!)
  expect(tokens.names.slice(-2)).toEqual(["n1998", "n1999"])
})
