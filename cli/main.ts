/** Entry of the binary: options, mode, exit status. */
import { isServer, parseOptions, UsageError, usageText, type Options } from "./options.ts"
import { runScript } from "./run.ts"
import { version } from "../package.json"
import { startThread } from "../host/index.ts"
import { flushAll, lateModule, writeStderr, writeStdout } from "../interpreter/index.ts"

const EXIT_USAGE = 2

/** Names under which the program is PUC's stand-alone interpreter. */
const LUA_NAME = /(^|[/\\])lua(-?\d+(\.\d+)*)?(\.exe)?$/
const LUA_COMMAND = "lua"

function main(words: string[]): number | Promise<number> {
  const isLua = LUA_NAME.test(process.argv0)
  if (isLua || words[0] === LUA_COMMAND) {
    const { runInterpreter } = lateModule<typeof import("./lua/interpreter.ts")>("cli/lua/interpreter")
    return runInterpreter([process.argv0, ...words], isLua ? 0 : 1)
  }
  let options: Options
  try {
    options = parseOptions(words)
  } catch (e) {
    if (!(e instanceof UsageError)) throw e
    writeStderr(`slua: ${e.message}\n`)
    return EXIT_USAGE
  }
  if (options.help) {
    writeStdout(usageText())
    flushAll()
    return 0
  }
  if (options.version) {
    writeStdout(`slua ${version} (Lua 5.4)\n`)
    flushAll()
    return 0
  }
  if (isServer(options)) return startServer(options)
  if (mayBePipeline(options)) {
    const { pipelineOf, runPipeline } = lateModule<typeof import("./serve.ts")>("cli/serve")
    const pipeline = pipelineOf(options)
    if (pipeline !== undefined) return runPipeline(options, pipeline)
  }
  const [first, ...rest] = options.positionals
  const script = options.handler ?? first
  const args = options.handler === undefined ? rest : options.positionals
  if (script === undefined) {
    writeStderr(`slua: no script; see slua --help\n`)
    return EXIT_USAGE
  }
  return runScript(script, args)
}

function startServer(options: Options): number | Promise<number> {
  const { runServer, serverScripts } = lateModule<typeof import("./serve.ts")>("cli/serve")
  const scripts = serverScripts(options)
  if (scripts !== undefined) return runServer(options, scripts)
  const complaint =
    options.positionals.length === 0 ? "no handler script" : "too many words behind the scripts"
  writeStderr(`slua: ${complaint}; see slua --help\n`)
  return EXIT_USAGE
}

/** Whether the arguments can mean more than one script; the code for that is loaded only then. */
function mayBePipeline(options: Options): boolean {
  const { worker, handler, positionals } = options
  return worker !== undefined || handler !== undefined || positionals.length === 2
}

// The Workers of a pipeline are started with this same file.
if (!Bun.isMainThread) startThread()
else {
  const status = main(process.argv.slice(2))
  if (typeof status === "number") process.exitCode = status
  else void status.then((code) => process.exit(code))
}
