// docs/reference/options.md and the tests know every option of the table, and its usual value.
import { expect, test } from "bun:test"
import { Glob } from "bun"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { defaultOptions, ROWS } from "../../cli/option_table.ts"
import { ROOT, TEST } from "../support/paths.ts"

const page = readFileSync(join(ROOT, "docs", "reference", "options.md"), "utf8")

/** The options of the tables: the names as they stand there, and what is without the option. */
const rows = [...page.matchAll(/^\| (`-.*?`) \| .* \|(.*)\|$/gm)].map((match) => ({
  names: match[1]!.replaceAll("`", ""),
  usual: match[2]!.trim(),
}))

test("the page has exactly the options of the table, with their names and values", () => {
  const expected = ROWS.map(({ short, long, value }) =>
    [...short, value === undefined ? long : `${long} ${value}`].join(", "),
  )
  expect(rows.map(({ names }) => names).toSorted()).toEqual(expected.toSorted())
})

test("numbers are those of the program", () => {
  const options = defaultOptions([]) as unknown as Record<string, unknown>
  let checked = 0
  for (const { names, usual } of rows) {
    if (!/^\d+$/.test(usual)) continue
    const { key } = ROWS.find(({ long }) => names.split(/[ ,]+/).includes(long))!
    const value = key === "unixMode" ? Number.parseInt(usual, 8) : Number(usual)
    expect([names, options[key]]).toEqual([names, value])
    checked++
  }
  expect(checked).toBeGreaterThan(12)
})

test("every option is used by a test", () => {
  const texts = [...new Glob("**/*.test.ts").scanSync(TEST)].map((path) =>
    readFileSync(join(TEST, path), "utf8"),
  )
  const all = texts.join("\n")
  const unused = ROWS.filter(
    ({ short, long }) =>
      ![...short, long].some((name) => new RegExp(`["'=\\s]${name.replace("?", "\\?")}["'=\\s]`).test(all)),
  )
  expect(unused.map(({ long }) => long)).toEqual([])
})
