// Runs the official test suite, each file alone in a process of its own, and prints a table.
//
// usage: npm run official -- DIR [option ...] [file ...]
//   DIR            folder `testes` of Lua's repository, tag v5.4.8
//   file           names without .lua; all that can be run alone if none is given
//   --time SEC     limit per file (120)
//   --lua PATH     an interpreter to be tested instead of this source tree, which is built first
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { ROOT } from "./support/paths.ts"

const DEFAULT_LIMIT = 120
/** Not tests: a module of others, and one whose point is to use up the memory. */
const NOT_ALONE = ["tracegc", "heavy"]
/** What all.lua does with a file instead of running it plainly. */
const CODE: Record<string, string> = {
  all: "dofile 'all.lua'",
  big: "local f = coroutine.wrap(assert(loadfile 'big.lua')) assert(f() == 'b') assert(f() == 'a')",
}
const MOST_MESSAGE = 100

interface Settings {
  folder: string
  files: string[]
  /** Seconds. */
  limit: number
  lua: string | undefined
}

function readSettings(words: string[]): Settings | string {
  const settings: Settings = { folder: "", files: [], limit: DEFAULT_LIMIT, lua: undefined }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === "--time") settings.limit = Number(words[++i])
    else if (word === "--lua") settings.lua = words[++i]
    else if (word.startsWith("-")) return `unknown option '${word}'`
    else if (settings.folder === "") settings.folder = resolve(word)
    else settings.files.push(word.replace(/\.lua$/, ""))
  }
  if (settings.folder === "") return "usage: npm run official -- DIR [--time SEC] [--lua PATH] [file ...]"
  if (!(settings.limit > 0)) return "--time: not a number of seconds"
  if (!existsSync(join(settings.folder, "all.lua"))) return `${settings.folder}: no file all.lua`
  const names = readdirSync(settings.folder).filter((name) => name.endsWith(".lua"))
  const known = names.map((name) => name.slice(0, -4)).sort()
  const missing = settings.files.find((name) => !known.includes(name))
  if (missing !== undefined) return `${settings.folder}: no file ${missing}.lua`
  if (settings.files.length === 0) settings.files = known.filter((name) => !NOT_ALONE.includes(name))
  return settings
}

/** Builds the executable under the name `lua`. */
function build(folder: string): string {
  const words = [join(ROOT, "cli", "build.ts"), "--outfile", join(folder, "slua")]
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, ...words], { cwd: ROOT })
  if (exitCode !== 0) throw new Error(`cannot build: ${stderr.toString()}`)
  symlinkSync("slua", join(folder, "lua"))
  return join(folder, "lua")
}

interface Result {
  passed: boolean
  seconds: number
  /** Why it failed. */
  message: string
}

async function runFile(lua: string, name: string, { folder, limit }: Settings): Promise<Result> {
  const code = CODE[name]
  const words = code === undefined ? [`${name}.lua`] : ["-e", code]
  const start = performance.now()
  const child = Bun.spawn([lua, "-e", "_U = true", ...words], {
    cwd: folder,
    stdin: "pipe",
    stdout: "ignore",
    stderr: "pipe",
    timeout: limit * 1000,
    killSignal: "SIGKILL",
  })
  // A process that outlives the file may hold the pipe open.
  const text = new Response(child.stderr).text()
  const exitCode = await child.exited
  const seconds = (performance.now() - start) / 1000
  if (exitCode === 0) return { passed: true, seconds, message: "" }
  if (child.signalCode !== null) {
    const message = seconds >= limit ? "time limit" : `killed by ${child.signalCode}`
    return { passed: false, seconds, message }
  }
  return { passed: false, seconds, message: messageOf(await text) }
}

/** The error message in what a file wrote to standard error. */
function messageOf(text: string): string {
  const lines = text.split("\n")
  const end = lines.lastIndexOf("stack traceback:")
  const line = (end > 0 ? lines[end - 1] : lines.findLast((l) => l !== "")) ?? ""
  return line.replace(/^\S*lua\S*: (?=\S+:\d+: )/, "").slice(0, MOST_MESSAGE)
}

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2))
  if (typeof settings === "string") {
    console.error(settings)
    return 2
  }
  const scratch = mkdtempSync(join(tmpdir(), "slua-official-"))
  try {
    const lua = settings.lua === undefined ? build(scratch) : resolve(settings.lua)
    let passed = 0
    console.log("| file | result | seconds | message |\n|---|---|---|---|")
    for (const name of settings.files) {
      const result = await runFile(lua, name, settings)
      if (result.passed) passed++
      const verdict = result.passed ? "pass" : "FAIL"
      console.log(`| ${name} | ${verdict} | ${result.seconds.toFixed(1)} | ${result.message} |`)
    }
    console.log(`${passed} of ${settings.files.length} files pass`)
    return passed === settings.files.length ? 0 : 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exit(await main())
