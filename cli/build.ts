/**
 * Makes the executable. Not part of it.
 *
 * usage: bun cli/build.ts [--outfile PATH]
 *
 * It is built twice. The first one runs a few scripts and notes in which order it needed which functions; the second is
 * laid out in that order, so that a start touches fewer pages.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"

const MAIN = "cli/main"
/** The main module, then those that are loaded late (interpreter/value/late_module.ts). */
export const ENTRIES = [
  MAIN,
  "cli/command_line",
  "cli/lua/interpreter",
  "cli/repl/loop",
  "cli/report",
  "cli/serve",
  "host/index",
  "host/lib/advice",
  "host/lib/charset/index",
  "host/lib/epoch/index",
  "host/lib/filesystem/index",
  "host/lib/hash/index",
  "host/lib/json/index",
  "host/lib/modules/cjson",
  "host/lib/modules/index",
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
  "interpreter/lib/script_loader",
  "interpreter/lib/standard_stream",
  "interpreter/lib/string",
  "interpreter/lib/table",
  "interpreter/lib/utf8",
  "interpreter/runtime/collector",
  "interpreter/runtime/debug_support",
  "interpreter/runtime/rest",
  "interpreter/runtime/support",
  "interpreter/syntax/complaint",
  "interpreter/syntax/constant_folding",
  "interpreter/syntax/jump",
  "interpreter/syntax/rare_escape",
  "interpreter/value/numeral",
  "interpreter/walker/data",
  "interpreter/walker/operation",
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

/** What the bundler reports: the sources of each file it makes. */
interface Metafile {
  outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>
}

interface Build {
  outfile: string
  /** Files with the order in which functions are needed. */
  orders: string[]
  /** A platform as `bun build --target` names it; this one otherwise. */
  target?: string
}

/** What all but the simplest programs need beside what a start needs; late modules, like ENTRIES. */
const COMMON = [
  "host/index",
  "interpreter/index",
  "interpreter/lib/script_loader",
  "interpreter/lib/standard_stream",
  "interpreter/runtime/rest",
  "interpreter/walker/operation",
]

/** Modules that are kept together: what a start needs, and that with what is common. */
interface Shared {
  start: string[]
  all: string[]
}

/** The same for all builds. */
let shared: Shared | undefined

export function sharedModules(): Shared {
  if (shared === undefined) {
    const start = modulesOf([MAIN])
    shared = { start, all: [...new Set([...start, ...modulesOf(COMMON)])] }
  }
  return shared
}

/** Builds once. */
export function buildOnce({ outfile, orders, target }: Build): void {
  const order = orders.map((path) => `--bytecode-order=${path}`)
  const platform = target === undefined ? [] : [`--target=${target}`]
  const { all } = sharedModules()
  inFolder((folder) => {
    const files = ENTRIES.map((path) => writeEntry(folder, path, path === MAIN ? [] : all))
    const words = [...FLAGS, ...platform, ...order, `--root=${folder}`, ...files, "--outfile", outfile]
    run([process.execPath, "build", ...words])
  })
}

/** Does something with a folder that is there meanwhile. */
function inFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "slua-build-"))
  try {
    return action(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Writes a file that stands for an entry and imports other modules as well. The bundler puts modules into one chunk if the
 * same entries reach them: since all late ones reach what a start needs, and what is common, these are two chunks and not
 * 38 (0.5 ms).
 */
function writeEntry(folder: string, path: string, imports: string[]): string {
  const file = join(folder, `${path}.ts`)
  const lines = [
    ...imports.map((module) => `import "${ROOT}/${module}"`),
    `export * from "${ROOT}/${path}.ts"`,
  ]
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, lines.join("\n"))
  return file
}

/** The modules of which some entries need something, other than those that merely pass names on. */
function modulesOf(entries: string[]): string[] {
  const { outputs } = inFolder((folder) => {
    const report = join(folder, "report.json")
    const files = entries.map((path) => `${path}.ts`)
    const words = ["--target=bun", "--splitting", `--metafile=${report}`, ...files, "--outdir", folder]
    run([process.execPath, "build", ...words], {}, ROOT)
    return JSON.parse(readFileSync(report, "utf8")) as Metafile
  })
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  const isOurs = (path: string) => path !== `${MAIN}.ts` && !path.startsWith("node_modules/")
  return inputs.filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && isOurs(path)).map(([path]) => path)
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
  inFolder((folder) => buildOnce({ outfile: values.outfile, orders: recordOrders(folder) }))
}
