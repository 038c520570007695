/** Normal mode: one Lua state on the main thread, like the stand-alone interpreter. */
import { isScript } from "./script_file.ts"
import { explainError, openAlone } from "../host/index.ts"
import {
  callMain,
  closeState,
  defineLate,
  flushAll,
  isTerminal,
  loadScriptFile,
  loadScriptText,
  LuaTable,
  outputActions,
  setInt,
  state,
  toBytes,
  toDisplay,
  uncaughtMessage,
  writeStderr,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
} from "../interpreter/index.ts"

/** What a shell reports for a program that SIGPIPE killed. */
const EXIT_BROKEN_PIPE = 141

/** Runs a script, `-` for standard input, or code; returns the exit status. */
export function runScript(script: string, args: string[]): number {
  outputActions.brokenPipe = () => process.exit(EXIT_BROKEN_PIPE)
  openAlone()
  const isFile = isScript(script)
  const values: LuaValue[] = []
  for (const word of args) values.push(toBytes(word))
  setArguments(isFile ? script : "slua", values)
  const [ok, failure] = callMain(start, [isFile, script, values as never], uncaughtMessage)
  if (ok !== true) report(failure, isFile ? undefined : script)
  closeState()
  flushAll()
  return ok === true ? 0 : 1
}

function start(isFile: boolean, script: string, values: LuaValue[]): LuaResult {
  const main: LuaFunction = isFile
    ? loadScriptFile(script === "-" ? undefined : script)
    : loadScriptText(toBytes(script), "=(command line)")
  return main(...values)
}

/** The global `arg`: script at 0, its arguments behind. */
function setArguments(script: string, values: LuaValue[]): void {
  defineLate(state.globals, "arg", () => {
    const table = new LuaTable()
    setInt(table, 0, toBytes(script))
    for (let i = 0; i < values.length; i++) setInt(table, i + 1, values[i])
    return table
  })
}

const STDERR = 2

/** Prints an uncaught error. code: the word of the command line that was taken for code */
function report(failure: LuaValue, code: string | undefined): void {
  flushAll()
  const message = toDisplay(failure)
  writeStderr(`slua: ${isTerminal(STDERR) ? explainError(message, code) : message}\n`)
}
