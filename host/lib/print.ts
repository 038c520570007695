/** eprint(···): print to standard error; one call is one undivided line. */
import { lineOf, type LuaResult, type LuaValue, NONE, writeStderr } from "../../interpreter/index.ts"

function eprint(...args: LuaValue[]): LuaResult {
  writeStderr(lineOf(args))
  return NONE
}

export const printFunctions = { eprint }
