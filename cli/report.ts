/** Tells of the error that ended a script. */
import { explainError } from "../host/index.ts"
import { flushAll, isTerminal, type LuaValue, toDisplay, writeStderr } from "../interpreter/index.ts"

const STDERR = 2

/** Prints an uncaught error. code: the word of the command line that was taken for code */
export function report(failure: LuaValue, code: string | undefined): void {
  flushAll()
  const message = toDisplay(failure)
  writeStderr(`slua: ${isTerminal(STDERR) ? explainError(message, code) : message}\n`)
}
