// Carries out the examples of the README and of the guides in docs/: see support/page.ts.
import { afterAll, afterEach, describe, expect, test } from "bun:test"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { Growing } from "./support/growing.ts"
import { compared, EXAMPLE_PORT, readPage, type Step, writeFiles } from "./support/page.ts"
import { ROOT, SLUA } from "./support/paths.ts"
import { PATIENCE } from "./support/patience.ts"

const PAGES = [
  "README.md",
  ...["docs/script.md", "docs/stdio.md", "docs/tcp.md", "docs/cookbook.md", "docs/watching.md"],
  ...["docs/migration.md", "docs/reference/client.md", "docs/reference/options.md"],
]
const folder = mkdtempSync(join(tmpdir(), "slua-pages-"))
const bin = join(folder, "bin")
mkdirSync(bin)
writeFileSync(join(bin, "slua"), `#!/bin/sh\nexec ${SLUA.map((word) => `'${word}'`).join(" ")} "$@"\n`)
chmodSync(join(bin, "slua"), 0o755)
// Stands in for netcat (nc -N): not every machine has one.
writeFileSync(
  join(bin, "nc"),
  `#!${process.execPath}
   const socket = require("node:net").connect({ host: process.argv[3], port: process.argv[4], allowHalfOpen: true })
   process.stdin.pipe(socket).pipe(process.stdout)`,
)
chmodSync(join(bin, "nc"), 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = {
  PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: folder,
  LC_ALL: "C.UTF-8",
}

const servers: Bun.Subprocess[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.kill("SIGTERM")
    await server.exited
  }
})

/** Free ports for those that the examples name. */
const ports = new Map<string, string>()
function withPorts(text: string): string {
  return text.replaceAll(EXAMPLE_PORT, (port) => {
    if (!ports.has(port)) {
      const taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } })
      ports.set(port, String(taken.port))
      taken.stop(true)
    }
    return ports.get(port)!
  })
}

/** The lines of a program's output and errors, or of a server's up to the last that is shown. */
async function carryOut({ command, shown }: Step, cwd: string): Promise<string[]> {
  const isServer = command.endsWith(" &")
  const text = withPorts(isServer ? `exec ${command.slice(0, -2)}` : command)
  const child = Bun.spawn(["/bin/sh", "-c", `{ ${text}\n} 2>&1`], {
    cwd,
    env,
    stdin: "ignore",
    timeout: PATIENCE,
  })
  if (!isServer) return (await child.stdout.text()).split("\n").slice(0, -1)
  servers.push(child)
  const output = new Growing()
  void (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of child.stdout) output.add(decoder.decode(bytes))
    output.end()
  })()
  await output.until(() => output.text.split("\n").length > shown.length, shown.join("\n"))
  return output.text.split("\n").slice(0, -1)
}

for (const name of PAGES)
  describe(name, () => {
    const page = readPage(join(ROOT, name))
    const place = join(folder, name.replaceAll("/", "-"))
    mkdirSync(place)
    writeFiles(page, place)

    test("has examples", () => {
      expect(page.blocks.length).toBeGreaterThan(0)
    })

    for (const { line, steps } of page.blocks)
      test(`line ${line}`, async () => {
        for (const step of steps) {
          const shown = step.shown.map(withPorts)
          const lines = await carryOut(step, place)
          expect([step.command, ...compared(lines, shown)]).toEqual([step.command, ...shown])
        }
      })
  })
