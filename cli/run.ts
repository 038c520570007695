/** Normal mode: one Lua state on the main thread, like the stand-alone interpreter. */
import { isScript } from "./script_file.ts"
import {
  callMain,
  closeState,
  describeUncaught,
  flushAll,
  lateModule,
  loadScriptFile,
  loadScriptText,
  once,
  outputActions,
  toBytes,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
} from "../interpreter/start_face.ts"

/** What a shell reports for a program that SIGPIPE killed. */
const EXIT_BROKEN_PIPE = 141

/** Runs a script, `-` for standard input, or code; returns the exit status. opens: the libraries at once. */
export function runScript(script: string, args: string[], opens = false): number {
  outputActions.brokenPipe = () => process.exit(EXIT_BROKEN_PIPE)
  const isFile = isScript(script)
  const words = [isFile ? toBytes(script) : "slua"]
  for (const word of args) words.push(toBytes(word))
  const open = once(() => lateModule<typeof import("../host/index.ts")>("host/index").openAlone(words))
  if (opens) open()
  const [ok, failure] = callMain(start, [isFile, script, words as never, open as never], describeUncaught)
  if (ok !== true)
    lateModule<typeof import("./report.ts")>("cli/report").report(failure, isFile ? undefined : script)
  closeState()
  flushAll()
  return ok === true ? 0 : 1
}

function start(isFile: boolean, script: string, words: LuaValue[], open: () => void): LuaResult {
  const main: LuaFunction = isFile
    ? loadScriptFile(script === "-" ? undefined : script, open)
    : loadScriptText(toBytes(script), "=(command line)", open)
  return main(...words.slice(1))
}
