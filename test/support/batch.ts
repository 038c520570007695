// Runs many Lua scripts in one process by means of batch.lua and reads its frames. A script that takes
// the process with it (a crash, an endless loop) costs only itself: it is run again alone, and those
// behind it as a batch of their own.
import { join } from "node:path"
import { outputLines, type Outcome } from "./expectation.ts"
import { TEST } from "./paths.ts"

export interface Engine {
  /** The interpreter: batch.lua and its arguments follow. */
  command: string[]
  /** How batch.lua calls the script. */
  mode: "main" | "coroutine" | "hooked"
  environment?: Record<string, string>
}

/** A script's outcome, or how its process ended instead. */
export type Result = Outcome | { crash: string }

const DRIVER = join(TEST, "support", "batch.lua")
const BATCH_TIMEOUT = 30_000
const SCRIPT_TIMEOUT = 10_000

/** Variables of the user's that would change what the scripts do. */
const UNWANTED = ["LUA_INIT", "LUA_INIT_5_4", "LUA_PATH", "LUA_PATH_5_4", "LUA_CPATH", "LUA_CPATH_5_4"]

async function runProcess(engine: Engine, scripts: string[], timeout: number) {
  const environment = { ...process.env, ...engine.environment }
  for (const name of UNWANTED) delete environment[name]
  const child = Bun.spawn([...engine.command, DRIVER, engine.mode, ...scripts], {
    env: environment,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout,
    killSignal: "SIGKILL",
  })
  const [stdout, stderr] = await Promise.all([child.stdout.bytes(), child.stderr.text(), child.exited])
  const end = child.signalCode === "SIGKILL" ? "killed after a time-out" : `exit code ${child.exitCode}`
  return { stdout: Buffer.from(stdout).toString("latin1"), ending: `${end}\n${stderr.slice(0, 2000)}` }
}

/** The outcomes of the complete frames, in the order of the scripts; stops at the first that is not. */
function readFrames(text: string): Outcome[] {
  const outcomes: Outcome[] = []
  const frame = /begin (\d+)\nend \1 (ok|error) (\d+) (\d+)\n/y
  for (let match = frame.exec(text); match; match = frame.exec(text)) {
    const outputEnd = frame.lastIndex + Number(match[3])
    const errorEnd = outputEnd + Number(match[4])
    if (text[errorEnd] !== "\n") break
    outcomes.push({
      lines: outputLines(text.slice(frame.lastIndex, outputEnd)),
      error: match[2] === "ok" ? null : text.slice(outputEnd, errorEnd).trimEnd(),
    })
    frame.lastIndex = errorEnd + 1
  }
  return outcomes
}

/** One script's outcome in a process of its own. */
export async function runAlone(engine: Engine, script: string): Promise<Result> {
  const { stdout, ending } = await runProcess(engine, [script], SCRIPT_TIMEOUT)
  return readFrames(stdout)[0] ?? { crash: ending }
}

/** The results of the scripts, in their order. */
export async function runBatch(engine: Engine, scripts: string[]): Promise<Result[]> {
  const results: Result[] = []
  while (results.length < scripts.length) {
    const { stdout } = await runProcess(engine, scripts.slice(results.length), BATCH_TIMEOUT)
    results.push(...readFrames(stdout))
    const culprit = scripts[results.length]
    if (culprit) results.push(await runAlone(engine, culprit))
  }
  return results
}
