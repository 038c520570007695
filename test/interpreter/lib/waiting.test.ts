// Waits for commands: a thread can be ended in the middle of one, and the results are as ever.
import { afterAll, beforeAll, expect, test } from "bun:test"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { interruption } from "../../../interpreter/index.ts"
import { lua, openLua } from "../../support/lua.ts"
import { PATIENCE } from "../../support/patience.ts"

let folder: string
beforeAll(() => {
  openLua()
  folder = mkdtempSync("/tmp/slua-waiting-")
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A command that says which process it is, and goes on for longer than any test. */
function longCommand(file: string): string {
  return `echo $$ > ${file}; exec sleep ${(10 * PATIENCE) / 1000}`
}

async function becomesTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await Bun.sleep(1)
}

test.each([
  ["os.execute", (command: string) => `os.execute([[${command}]])`],
  ["a read from a command", (command: string) => `io.popen([[${command}]]):read("a")`],
  ["the end of a command", (command: string) => `io.popen([[${command}]]):close()`],
])(
  "a thread ends in %s",
  async (name, code) => {
    const file = join(folder, name.replaceAll(" ", "_"))
    const worker = new Worker(join(import.meta.dir, "waiting_thread.ts"))
    const closed = new Promise((resolve) => worker.addEventListener("close", resolve))
    worker.postMessage(code(longCommand(file)))
    await becomesTrue(() => existsSync(file) && readFileSync(file, "latin1").endsWith("\n"))
    worker.terminate()
    await closed
    process.kill(Number(readFileSync(file, "latin1")), "SIGKILL")
  },
  PATIENCE,
)

test("results of waits that can be ended", () => {
  const code = `
    local pipe = io.popen("echo text; sleep 0.05; exit 3")
    return pipe:read("a"), pipe:close()`
  interruption.inWaits = true
  try {
    expect(lua(code)).toEqual(["text\n", undefined, "exit", 3])
    expect(lua("return os.execute('kill -9 $$')")).toEqual([undefined, "signal", 9])
    expect(lua("return os.execute('sleep 0.05')")).toEqual([true, "exit", 0])
  } finally {
    interruption.inWaits = false
  }
})
