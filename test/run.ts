// The test command: runs `bun test` and ends with the line "N passed, N failed", counted from Bun's
// JUnit report. A report that is missing or counts nothing is a failure, too: a test that ends its
// process takes the report with it.
//
// usage: bun test/run.ts [options of bun test] [path ...]
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "./support/paths.ts"
import { PATIENCE } from "./support/patience.ts"

/** Milliseconds for a test that says nothing else: more than for what it waits for. */
const TIMEOUT = PATIENCE + 60_000

const folder = mkdtempSync(join(tmpdir(), "slua-test-"))
const report = join(folder, "report.xml")

interface Counts {
  passed: number
  failed: number
}

/** The sums over the whole report; null when there is no usable one. */
function readCounts(): Counts | null {
  if (!existsSync(report)) return null
  const root = /<testsuites\b[^>]*>/.exec(readFileSync(report, "utf8"))?.[0]
  const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(root ?? "")?.[1] ?? 0)
  const failed = count("failures") + count("errors")
  const passed = count("tests") - failed - count("skipped")
  return passed + failed > 0 ? { passed, failed } : null
}

const child = Bun.spawn(
  [
    process.execPath,
    "test",
    "--parallel=2",
    `--timeout=${TIMEOUT}`,
    "--only-failures",
    "--reporter=junit",
  ].concat(`--reporter-outfile=${report}`, process.argv.slice(2)),
  { cwd: ROOT, stdio: ["inherit", "inherit", "inherit"] },
)
const exitCode = await child.exited
const counts = readCounts()
rmSync(folder, { recursive: true, force: true })

if (!counts) console.error(`bun test left no report (exit code ${exitCode})`)
// a file that cannot be loaded fails the run without failing a test of the report
const failed = Math.max(counts?.failed ?? 0, exitCode === 0 && counts ? 0 : 1)
console.log(`${counts?.passed ?? 0} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
