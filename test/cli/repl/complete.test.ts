// Completion in interactive mode.
import { beforeEach, expect, test } from "bun:test"
import { complete } from "../../../cli/repl/complete.ts"
import { lua, openLua } from "../../support/lua.ts"

beforeEach(openLua)

test.each([
  ["prin", ["print"], "prin"],
  ["x = print(tabl", ["table"], "tabl"],
  ["re", ["repeat", "require", "return"], "re"],
  ["string.pc", ["string.pcregmatch", "string.pcregsub", "string.pcrematch"], "string.pc"],
  ["math.p", ["math.pi"], "math.p"],
  ["math:p", [], "math:p"],
  ["_G.string.re", ["_G.string.rep", "_G.string.reverse"], "_G.string.re"],
  ["nothing.here", [], "nothing.here"],
  ["f().na", [], "na"],
  ["'a' ..prin", ["print"], "prin"],
  ["", [], ""],
])("%j", (before, words, end) => {
  const [found, replaced] = complete(before)
  expect(found).toEqual(words)
  if (words.length > 0) expect(replaced).toBe(end)
})

test("methods of objects come from their classes, and nothing is called", () => {
  lua(`
    Base = {greet = function() end}
    Base.__index = Base
    Class = setmetatable({hello = function() end, name = "x"}, Base)
    Class.__index = Class
    object = setmetatable({own = 1}, Class)
    word = "text"
    tricky = setmetatable({}, {__index = function() error("called") end})
  `)
  expect(complete("object:")[0]).toEqual(["object:greet", "object:hello"])
  expect(complete("object.")[0]).toEqual([
    ...["object.__index", "object.greet", "object.hello", "object.name", "object.own"],
  ])
  expect(complete("word:up")[0]).toEqual(["word:upper"])
  expect(complete("tricky.a.b")[0]).toEqual([])
  expect(complete("io.stdout:se")[0]).toEqual(["io.stdout:seek", "io.stdout:setvbuf"])
})
