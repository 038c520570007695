// Systematic comparisons: scripts in `compare/` that print what hundreds of calls give, run by slua as `lua` and by lua5.4.
import { afterAll, expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "../../support/paths.ts"
import { PATIENCE } from "../../support/patience.ts"
import { findReference, NO_REFERENCE } from "../../support/reference.ts"

const reference = findReference()
if (reference === null) console.log(NO_REFERENCE)

const FOLDER = join(import.meta.dir, "compare")
const OURS = [process.execPath, join(ROOT, "cli", "main.ts"), "lua"]
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

/** What a script prints, in a folder of its own. */
async function linesOf(command: string[], script: string): Promise<string[]> {
  const cwd = mkdtempSync("/tmp/slua-compare-")
  folders.push(cwd)
  const child = Bun.spawn([...command, join(FOLDER, script)], {
    cwd,
    stdin: "ignore",
    env: { PATH: process.env["PATH"]!, LUA_PATH: join(FOLDER, "?.lua"), LC_ALL: "C", TZ: "UTC" },
    stdout: "pipe",
    stderr: "pipe",
  })
  const [bytes, errors] = await Promise.all([child.stdout.bytes(), child.stderr.text(), child.exited])
  expect(errors).toBe("")
  return Buffer.from(bytes).toString("latin1").split("\n")
}

test.skipIf(reference === null).each(["dump", "load", "first_lines", "read", "files", "system"])(
  "%s.lua prints the same in lua5.4",
  async (name) => {
    const expected = await linesOf([reference!], `${name}.lua`)
    expect(expected.length).toBeGreaterThan(200)
    expect(await linesOf(OURS, `${name}.lua`)).toEqual(expected)
  },
  PATIENCE,
)
