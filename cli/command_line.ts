/** What the words of the command line ask for, when there are options or several words. */
import { isServer, parseOptions, UsageError, usageText, type Options } from "./options.ts"
import { runScript } from "./run.ts"
import { version } from "../package.json"
import { openAlone } from "../host/index.ts"
import {
  allowInterrupts,
  flushAll,
  isTerminal,
  lateModule,
  useDebugForm,
  writeStderr,
  writeStdout,
} from "../interpreter/index.ts"

const EXIT_USAGE = 2

/** Does it; the exit status. */
export function runCommandLine(words: string[]): number | Promise<number> {
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
  if (options.debug) useDebugForm()
  if (isServer(options)) return startServer(options)
  if (!options.interactive && mayBePipeline(options)) {
    const { pipelineOf, runPipeline } = lateModule<typeof import("./serve.ts")>("cli/serve")
    const pipeline = pipelineOf(options)
    if (pipeline !== undefined) return runPipeline(options, pipeline)
  }
  const [first, ...rest] = options.positionals
  const script = options.handler ?? first
  const args = options.handler === undefined ? rest : options.positionals
  const watching = watchOption(options)
  if (watching !== undefined) {
    writeStderr(`slua: option '${watching}' needs workers or '-p'\n`)
    return EXIT_USAGE
  }
  if (options.interactive || (script === undefined && isTerminal(0))) return interact(script, args)
  if (script === undefined) {
    writeStderr(`slua: no script; see slua --help\n`)
    return EXIT_USAGE
  }
  return runScript(script, args)
}

/** An option that only makes sense where jobs or connections are. */
function watchOption({ stats, statsJson, metrics }: Options): string | undefined {
  if (stats > 0) return "--stats"
  return statsJson !== undefined ? "--stats-json" : metrics !== undefined ? "--metrics" : undefined
}

/** Runs the script, if there is one, and then what is typed. */
function interact(script: string | undefined, args: string[]): number {
  if (script === undefined) openAlone()
  else {
    allowInterrupts()
    runScript(script, args, true)
  }
  lateModule<typeof import("./repl/loop.ts")>("cli/repl/loop").interact()
  return 0
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
