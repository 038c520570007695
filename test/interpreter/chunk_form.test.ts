// What the text of a chunk says of the form it needs.
import { expect, test } from "bun:test"
import { parseChunk } from "../../interpreter/syntax/parse.ts"
import { SLUA } from "../support/paths.ts"
import { alwaysWatched, seesCollections, setsHooksItself } from "../../interpreter/chunk_form.ts"

test("chunks that can see collections", () => {
  for (const text of [
    "setmetatable({}, { __gc = function() end })",
    '{ ["__gc"] = f }',
    "function C.__gc(o) end",
    "mt.__gc=f",
    'setmetatable(t, { __mode = "k" }) collectgarbage()',
    'local collect = collectgarbage; mt.__mode = "v"',
  ])
    expect([text, seesCollections(text)]).toEqual([text, true])
})

test("those that only list the names cannot", () => {
  for (const text of [
    '{ ["__gc"] = true, ["__mode"] = true }',
    "{ __gc = {}, __close = {} }",
    "__gc = false",
    "if name == '__gc' then",
    "if __gc == x then",
    '{ "__mode", "collectgarbage" }',
    'setmetatable(t, { __mode = "k" })',
  ])
    expect([text, seesCollections(text)]).toEqual([text, false])
})

test("names in lists, and other words, leave the usual form", () => {
  // A function of a level is known in debug form only.
  const probe = "local function f() return debug.getinfo(1, 'f')['func'] end print(f() == f)"
  for (const text of [
    'local t = { "sethook", "getlocal" }',
    "os.setlocale()",
    "-- sethook",
    "local getlocals",
  ]) {
    const { stdout } = Bun.spawnSync([...SLUA, `${text}\n${probe}`])
    expect([text, stdout.toString()]).toEqual([text, "false\n"])
  }
})

test("functions that set hooks, and only they, always run in debug form", () => {
  const source = "local function f() debug.sethook(h) end local function g() return f() end"
  const always = alwaysWatched(source)
  expect(always(6, 44)).toBe(true)
  expect(always(45, source.length)).toBe(false)
})

test("a main function that sets hooks is told from one whose functions do", () => {
  const inner = "local function f() debug.sethook(h) end"
  const parse = (source: string) => parseChunk(source, "=test", Infinity)
  expect(setsHooksItself(inner, parse(inner))).toBe(false)
  const outer = `${inner} debug.sethook()`
  expect(setsHooksItself(outer, parse(outer))).toBe(true)
})
