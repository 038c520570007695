// docs/tcp.md: its scripts compile, and it names every option of TCP mode with its usual value.
import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseOptions } from "../../cli/options.ts"
import { ROWS } from "../../cli/option_table.ts"
import { ROOT } from "../support/paths.ts"
import { ask, serve } from "../support/tcp.ts"

const page = readFileSync(join(ROOT, "docs", "tcp.md"), "utf8")
const scripts = new Map(
  [...page.matchAll(/^```lua\n-- (\w+\.lua)\n([^]*?)^```$/gm)].map((match) => [match[1]!, match[2]!]),
)

test("the scripts do what the page shows", async () => {
  expect([...scripts.keys()]).toEqual(["echo.lua", "gateway.lua", "shout.lua"])
  const echo = await serve(scripts.get("echo.lua")!)
  expect(await ask(echo, "hello\n")).toBe("hello\n")
  await echo.stopQuietly()
  const gateway = await serve(scripts.get("gateway.lua")!, "-w", scripts.get("shout.lua")!, "-wp", "1")
  expect(await ask(gateway, "hello\nworld\n")).toBe("HELLO\nWORLD\n")
  await gateway.stopQuietly()
})

test("every option is named", () => {
  const missing = ROWS.filter((row) => row.isNet === true && !page.includes(`\`${row.long}\``)).map(
    (row) => row.long,
  )
  expect(missing).toEqual([])
})

test("the limits are those of the program", () => {
  const rows = [...page.matchAll(/^\| `(--[a-z-]+)` (?:SEC|B|MB|N) \|.*\| (\d+) \|$/gm)]
  expect(rows.length).toBeGreaterThan(8)
  const options = parseOptions(["-p", "0"]) as unknown as Record<string, unknown>
  for (const [, name, value] of rows) {
    const key = ROWS.find((row) => row.long === name)!.key
    // The number for other machines is the server's own.
    if (key !== "maxPerIp") expect([name, options[key]]).toEqual([name, Number(value)])
  }
})
