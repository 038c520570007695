/**
 * Makes the executable. Not part of it.
 *
 * usage: bun cli/build.ts [--outfile PATH]
 *
 * It is built twice. The first one runs a few scripts and notes in which order it needed which functions; the second is
 * laid out in that order, so that a start touches fewer pages.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"

const MAIN = "cli/main"
/** What the main module imports. */
const START = ["cli/run", "host/index", "interpreter/index"]

/** The main module, then those that are loaded late (interpreter/value/late_module.ts). */
export const ENTRIES = [
  MAIN,
  "cli/command_line",
  "cli/lua/interpreter",
  "cli/repl/loop",
  "cli/serve",
  "host/lib/advice",
  "host/lib/charset/index",
  "host/lib/epoch/index",
  "host/lib/filesystem/index",
  "host/lib/hash/index",
  "host/lib/json/index",
  "host/lib/modules/cjson",
  "host/lib/modules/lfs",
  "host/lib/modules/lpeg/index",
  "host/lib/modules/lpeg/re",
  "host/lib/modules/socket/index",
  "host/lib/modules/ssl/index",
  "host/lib/open",
  "host/lib/pcre/index",
  "host/lib/sleep",
  "host/net/tls_client",
  "host/lib/style",
  "host/server",
  "host/tcp_handler",
  "host/tcp_server",
  "host/worker_main",
  "interpreter/compiler/compile",
  "interpreter/compiler/debug/compile_debug",
  "interpreter/lib/coroutine",
  "interpreter/lib/debug",
  "interpreter/lib/io",
  "interpreter/lib/math",
  "interpreter/lib/os",
  "interpreter/lib/package",
  "interpreter/lib/string",
  "interpreter/lib/table",
  "interpreter/lib/utf8",
  "interpreter/runtime/collector",
  "interpreter/runtime/debug_support",
  "interpreter/syntax/constant_folding",
  "interpreter/walker/data",
]

/**
 * Settings of the executable: bytecode, since parsing would take 50 ms; no settings of the folder it is called in;
 * and no hurry to optimise what only runs at the start (interpreter/start.ts ends that).
 */
export const FLAGS = [
  "--compile",
  "--bytecode",
  "--minify",
  "--splitting",
  "--format=esm",
  "--compile-jit-policy=10",
  "--no-compile-autoload-dotenv",
  "--no-compile-autoload-bunfig",
]

/** What the first build runs, most important first: the start itself, then compiler and common libraries. */
const TRAINING = [
  'print("hello world")',
  `local t, words = {}, ("some words to count"):gmatch("%a+")
   for w in words do t[#t + 1] = w:upper() end
   table.sort(t, function(a, b) return a < b end)
   local function f(...) return select("#", ...), string.format("%5.1f %s", 1.5, "x") end
   print(pcall(f, 1, 2), math.max(1, 2.5), table.concat(t, " "), t[1] == "A" and 1 // 2 or 1 << 3)
   local co = coroutine.wrap(function(a) local b = coroutine.yield(a) return b end)
   io.write(co(1), co(2), os.time() > 0 and "\\n" or "")`,
]

export const ROOT = join(import.meta.dir, "..")

/** Runs a command; one that fails ends the program. Its output. */
export function run(command: string[], environment: Record<string, string> = {}, cwd = ROOT): string {
  const env = { ...process.env, ...environment }
  const { exitCode, stdout, stderr } = Bun.spawnSync(command, { cwd, env })
  if (exitCode === 0) return stdout.toString()
  console.error(`${stdout.toString()}${stderr.toString()}${command[0]} ended with status ${exitCode}`)
  process.exit(1)
}

interface Build {
  outfile: string
  /** Files with the order in which functions are needed. */
  orders: string[]
  /** A platform as `bun build --target` names it; this one otherwise. */
  target?: string
}

/** Builds once. */
export function buildOnce({ outfile, orders, target }: Build): void {
  const order = orders.map((path) => `--bytecode-order=${path}`)
  const platform = target === undefined ? [] : [`--target=${target}`]
  const folder = mkdtempSync(join(tmpdir(), "slua-entries-"))
  try {
    const files = ENTRIES.map((path) => writeEntry(folder, path))
    run([process.execPath, "build", ...FLAGS, ...platform, ...order, `--root=${folder}`, ...files, "--outfile", outfile])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Writes a file that stands for an entry. One that is loaded late imports all that a start needs as well: modules go
 * into one chunk when the same entries reach them, and a start that has one to load takes 0.6 ms less than with 38.
 */
function writeEntry(folder: string, path: string): string {
  const file = join(folder, `${path}.ts`)
  const start = path === MAIN ? [] : START.map((module) => `import "${ROOT}/${module}.ts"\n`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${start.join("")}export * from "${ROOT}/${path}.ts"\n`)
  return file
}

/** Builds for this machine in a folder and has that run some scripts; the orders they needed functions in. */
export function recordOrders(folder: string): string[] {
  const first = join(folder, "slua")
  buildOnce({ outfile: first, orders: [] })
  return TRAINING.map((script, i) => {
    const order = join(folder, `order${i}`)
    run([first, script], { BUN_BYTECODE_ORDER_OUT: order })
    return order
  })
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { outfile: { type: "string", default: join(ROOT, "dist", "slua") } },
  })
  const folder = mkdtempSync(join(tmpdir(), "slua-build-"))
  try {
    buildOnce({ outfile: values.outfile, orders: recordOrders(folder) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
