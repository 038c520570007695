/** require and package: searching, loading, messages. */
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { openPackage } from "../../../interpreter/lib/package.ts"
import { configuredPath } from "../../../interpreter/lib/search_path.ts"
import { LuaError } from "../../../interpreter/runtime/error.ts"
import { resetState, state } from "../../../interpreter/runtime/state.ts"
import { getString, LuaTable, setField, setString, tableOf } from "../../../interpreter/value/table.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../../../interpreter/value/value.ts"

let folder: string
let library: LuaTable
let require: LuaFunction

beforeAll(() => {
  folder = mkdtempSync("/tmp/slua-package-")
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  resetState()
})
beforeEach(() => {
  resetState()
  state.globals = new LuaTable()
  const opened = openPackage()
  library = opened.packageTable
  require = opened.require
  setField(library, "path", `${folder}/?.lua;${folder}/?/init.lua`)
  setField(library, "cpath", `${folder}/?.so`)
})

function module(name: string, text: string): void {
  writeFileSync(`${folder}/${name}`, text)
}
function field(name: string): LuaValue {
  return getString(library, name)
}
function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (e) {
    if (e instanceof LuaError) return e.value as string
    throw e
  }
  return "no error"
}

test("a module is loaded once, with its name and file", () => {
  module("a.lua", "local name, file = ...; loads = (loads or 0) + 1; return {name, file}")
  const [value, data] = require("a") as [LuaTable, string]
  expect(value.λarr).toEqual(["a", `${folder}/a.lua`])
  expect(data).toBe(`${folder}/a.lua`)
  expect(require("a")).toBe(value)
  expect(getString(state.globals, "loads")).toBe(1)
  expect(getString(field("loaded") as LuaTable, "a")).toBe(value)
})

test("what a module returns", () => {
  module("nothing.lua", "")
  module("no.lua", "return false")
  expect(require("nothing")).toEqual([true, `${folder}/nothing.lua`])
  expect(require("nothing")).toBe(true)
  expect(require("no")).toEqual([false, `${folder}/no.lua`])
})

test("preload comes first", () => {
  setString(field("preload") as LuaTable, "p", (...args: LuaValue[]): LuaResult => args.join(" "))
  expect(require("p")).toEqual(["p :preload:", ":preload:"])
})

test("messages", () => {
  expect(messageOf(() => require("x.y"))).toBe(
    `module 'x.y' not found:
\tno field package.preload['x.y']
\tno file '${folder}/x/y.lua'
\tno file '${folder}/x/y/init.lua'
\tno file '${folder}/x/y.so'
\tno file '${folder}/x.so'`,
  )
  module("bad.lua", "return = 1")
  expect(messageOf(() => require("bad"))).toEndWith(
    `error loading module 'bad' from file '${folder}/bad.lua':\n\t${folder}/bad.lua:1: unexpected symbol near '='`,
  )
  module("c.so", "")
  expect(messageOf(() => require("c"))).toEndWith(
    `error loading module 'c' from file '${folder}/c.so':\n\tC libraries cannot be loaded: this Lua is not written in C`,
  )
  expect(messageOf(() => require("c.sub"))).toStartWith("error loading module 'c.sub' from file")
  setField(library, "path", undefined)
  expect(messageOf(() => require("x"))).toEndWith("'package.path' must be a string")
  setField(library, "searchers", undefined)
  expect(messageOf(() => require("x"))).toEndWith("'package.searchers' must be a table")
})

test("the program's own searchers", () => {
  const silent = (): LuaResult => []
  const talking = (): LuaResult => "\n\tmsg"
  const finding = (name: LuaValue): LuaResult => [(): LuaResult => `loaded ${name}`, "data"]
  setField(library, "searchers", tableOf([silent, talking, (): LuaResult => 1]))
  expect(messageOf(() => require("z"))).toBe("module 'z' not found:\n\t\n\tmsg\n\t1")
  setField(library, "searchers", tableOf([silent, finding]))
  expect(require("z")).toEqual(["loaded z", "data"])
})

test("searchpath and loadlib", () => {
  const searchpath = field("searchpath") as LuaFunction
  module("found.lua", "")
  expect(searchpath("found", `./?.x;${folder}/?.lua`)).toBe(`${folder}/found.lua`)
  expect(searchpath("a.b", "/?.x;?/y")).toEqual([undefined, "no file '/a/b.x'\n\tno file 'a/b/y'"])
  expect(searchpath("a-b", "?;?", "-", "+")).toEqual([undefined, "no file 'a+b'\n\tno file 'a+b'"])
  expect(searchpath("a.b", "?", "")).toEqual([undefined, "no file 'a.b'"])
  expect(searchpath("a$&", "")).toEqual([undefined, "no file ''"])
  expect((field("loadlib") as LuaFunction)("x", "y")).toEqual([
    undefined,
    "C libraries cannot be loaded: this Lua is not written in C",
    "absent",
  ])
  expect(field("config")).toBe("/\n;\n?\n!\n-\n")
})

test.each([
  [undefined, "default"],
  ["", ""],
  ["x", "x"],
  [";;", "default"],
  ["x;;", "x;default"],
  [";;x", "default;x"],
  ["x;;y;;z", "x;default;y;;z"],
])("LUA_PATH=%j", (value, expected) => {
  delete process.env.SLUA_PATH_5_4
  if (value === undefined) delete process.env.SLUA_PATH
  else process.env.SLUA_PATH = value
  expect(configuredPath("SLUA_PATH", "default")).toBe(expected)
  process.env.SLUA_PATH_5_4 = "versioned"
  expect(configuredPath("SLUA_PATH", "default")).toBe("versioned")
})
