// The annotations for editors, which help() reads too, name exactly what slua adds to Lua.
import { expect, test } from "bun:test"
import { Glob } from "bun"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { helpEntries } from "../../../cli/repl/help.ts"
import { advance, loadText, type LuaTable, openCursor } from "../../../interpreter/index.ts"
import { openLua } from "../../support/lua.ts"
import { ROOT } from "../../support/paths.ts"

const annotations = readFileSync(join(ROOT, "cli", "editor", "slua.lua"), "latin1")

/** Lua's own functions, of the libraries that slua extends. */
const STANDARD = new Set(
  (
    "byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper " +
    "close flush input lines open output popen read tmpfile type write " +
    "clock date difftime execute exit getenv remove rename setlocale time tmpname"
  ).split(" "),
)

function functionsOf(library: string): string[] {
  const names: string[] = []
  const cursor = openCursor(loadText(`return ${library}`, "=test")() as LuaTable)
  while (advance(cursor)) if (typeof cursor.value === "function") names.push(`${library}.${cursor.key}`)
  return names
}

test("all functions, and no others", () => {
  openLua()
  const extended = ["string", "io", "os"].flatMap((library) =>
    functionsOf(library).filter((name) => !STANDARD.has(name.slice(library.length + 1))),
  )
  const own = ["work", "client", "json"].flatMap(functionsOf)
  const described = helpEntries().map(({ name }) => name)
  expect(described.toSorted()).toEqual(["eprint", ...extended, ...own].sort())
})

test("the annotations are Lua", () => {
  openLua()
  expect(typeof loadText(annotations, "=annotations")).toBe("function")
})

test("every function says what it does, and names its parameters", () => {
  for (const { name, usage, text, params } of helpEntries()) {
    expect([name, text.length > 0]).toEqual([name, true])
    const inUsage = usage
      .slice(usage.indexOf("(") + 1, -1)
      .split(", ")
      .filter((word) => word !== "")
    expect([name, params.map((line) => line.split(/[? ]/)[0])]).toEqual([name, inUsage])
  }
})

test("the reference describes every function, and shows it in an example", () => {
  const folder = join(ROOT, "docs", "reference")
  const pages = [...new Glob("*.md").scanSync(folder)].map((page) => readFileSync(join(folder, page), "utf8"))
  const text = pages.join("\n")
  const examples = [...text.matchAll(/^```lua\n([^]*?)^```$/gm)].map((match) => match[1]).join("\n")
  const names = helpEntries().map(({ name }) => name)
  expect(names.filter((name) => !text.includes(`\`${name}(`))).toEqual([])
  /** Called by its name, handed on, or as a method of a string. */
  const isShown = (name: string) =>
    new RegExp(`\\b${name}\\b`).test(examples) ||
    (name.startsWith("string.") && examples.includes(`:${name.slice("string.".length)}(`))
  expect(names.filter((name) => !isShown(name))).toEqual([])
})
