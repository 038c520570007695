// How values are shown in interactive mode.
import { beforeEach, expect, test } from "bun:test"
import { showValue } from "../../../cli/repl/show.ts"
import { lua, openLua } from "../../support/lua.ts"

beforeEach(openLua)

function shown(code: string, width = 80): string {
  return showValue(lua(`return ${code}`)[0], { paint: (_, text) => text, width })
}

test.each([
  ["1", "1"],
  ["1.0", "1.0"],
  ["nil", "nil"],
  ["true", "true"],
  [`"a\\"b\\\\\\n\\0\\0001\\200"`, `"a\\"b\\\\\\n\\0\\0001\\200"`],
  ["{}", "{}"],
  ["{1, 'b', {}}", '{1, "b", {}}'],
  ["{x = 1, y = {z = 2}}", "{x = 1, y = {z = 2}}"],
  ["{b = 1, a = 2, [10] = 3, [2.5] = 4, ['end'] = 5, ['a b'] = 6, [true] = 7}", null],
  ["{nil, 2}", "{[2] = 2}"],
  ["setmetatable({1}, {__tostring = function() return 'me' end})", "me"],
])("%s", (code, expected) => {
  expect(shown(code)).toBe(
    expected ?? '{[2.5] = 4, [10] = 3, a = 2, ["a b"] = 6, b = 1, ["end"] = 5, [true] = 7}',
  )
})

test("UTF-8 stays, other bytes are escaped", () => {
  expect(Buffer.from(shown(`"\\u{e9}\\xff"`), "latin1").toString()).toBe('"é\\255"')
})

test("cycles and tables that occur twice have numbers", () => {
  expect(shown("(function() local t = {1} t.self = t return t end)()")).toBe("<1>{1, self = <table 1>}")
  expect(shown("(function() local t = {1} return {t, t, {}} end)()")).toBe("{<1>{1}, <table 1>, {}}")
  expect(shown("(function() local a, b = {}, {} a.b = b b.a = a return {a, b} end)()")).toBe(
    "{<1>{b = <2>{a = <table 1>}}, <table 2>}",
  )
})

test("what does not fit on a line gets several", () => {
  expect(shown("{name = 'a long name', list = {1, 2, {3, 4}}, x = {y = 'a long text again'}}", 40)).toBe(
    `{
  list = {1, 2, {3, 4}},
  name = "a long name",
  x = {y = "a long text again"}
}`,
  )
})

test("large and deep tables are cut", () => {
  const many = shown("(function() local t = {} for i = 1, 1e5 do t[i] = i end return t end)()", 1e6)
  expect(many).toMatch(/^\{1, 2, .* 99, 100, \.\.\.\}$/)
  const deep = shown("(function() local t = {} for i = 1, 1e4 do t = {t} end return t end)()")
  expect(deep.match(/\{/g)!.length).toBeLessThan(20)
  expect(deep).toContain("{...}")
})
