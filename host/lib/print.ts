/** eprint(···): print to standard error; one call is one undivided line. */
import { type LuaResult, type LuaValue, NONE, toDisplay, writeStderr } from "../../interpreter/index.ts"

function eprint(...args: LuaValue[]): LuaResult {
  let text = ""
  for (let i = 0; i < args.length; i++) {
    if (i > 0) text += "\t"
    text += toDisplay(args[i])
  }
  writeStderr(`${text}\n`)
  return NONE
}

export const printFunctions = { eprint }
