/** The limits of the reference implementation, and that nothing else is limited. */
import { expect, test } from "bun:test"
import { LuaSyntaxError } from "../../../interpreter/syntax/syntax_error.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

function result(source: string): string {
  try {
    parseChunk(source, "=x")
  } catch (error) {
    if (error instanceof LuaSyntaxError) return error.message
    throw error
  }
  return "ok"
}

function names(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, i) => prefix + i).join(", ")
}

test.each([
  ["parentheses", (n: number) => "x = " + "(".repeat(n) + "1" + ")".repeat(n), 195],
  ["blocks", (n: number) => "do ".repeat(n) + "end ".repeat(n), 197],
  ["functions", (n: number) => "x = function() ".repeat(n) + "end ".repeat(n), 98],
  ["concatenations", (n: number) => "x = " + "a .. ".repeat(n) + "a", 195],
  ["unary operators", (n: number) => "x = " + "- ".repeat(n) + "1", 195],
  ["targets", (n: number) => "a, ".repeat(n) + "a = 1", 195],
])("nesting of %s", (_what, make, limit) => {
  expect(result(make(limit))).toBe("ok")
  expect(result(make(limit + 1))).toBe("C stack overflow")
  expect(result(make(100_000))).toBe("C stack overflow")
})

test("local variables", () => {
  expect(result(`local ${names("a", 200)}`)).toBe("ok")
  expect(result(`local ${names("a", 201)}\n`)).toBe(
    "x:2: too many local variables (limit is 200) in main function near <eof>",
  )
  expect(result(`\nfunction f(${names("a", 201)}) end`)).toBe(
    "x:2: too many local variables (limit is 200) in function at line 2 near ')'",
  )
  expect(result(`local ${names("a", 197)} for i = 1, 2 do end`)).toBe(
    "x:1: too many local variables (limit is 200) in main function near '='",
  )
  expect(result(`do local ${names("a", 150)} end local ${names("b", 150)}`)).toBe("ok")
})

test("upvalues", () => {
  const chunk = (count: number): string =>
    `local ${names("a", 150)}\nlocal function f()\nlocal ${names("b", 150)}\nreturn function()\n` +
    `return ${names("a", 150)}, {${names("b", count - 150)}} end end`
  expect(result(chunk(255))).toBe("ok")
  expect(result(chunk(256))).toBe("x:5: too many upvalues (limit is 255) in function at line 4 near '}'")
})

test("registers", () => {
  expect(result(`f(${"x, ".repeat(200)}x)`)).toBe("ok")
  expect(result(`f(${"x, ".repeat(260)}x)`)).toBe(
    "x:1: function or expression needs too many registers near 'x'",
  )
})

test.each([
  ["calls", "x = f" + "()".repeat(20_000)],
  ["indices", "x = a" + ".b[c]".repeat(20_000)],
  ["methods", "x = a" + ":b()".repeat(20_000)],
  ["operators", "x = 1" + " + a".repeat(20_000)],
  ["elseif", "if a then " + "elseif b then ".repeat(20_000) + "end"],
  ["statements", "a = 1; ".repeat(20_000)],
  ["items", `return {${"{1, x = 2}, ".repeat(20_000)}}`],
])("long %s", (_what, source) => {
  expect(result(source)).toBe("ok")
})
