/** `print`, which is there before the other basic functions. */
import { rest } from "../runtime/late_rest.ts"
import { state } from "../runtime/state.ts"
import { type LuaResult, type LuaValue, NONE } from "../value/value.ts"
import { printLine } from "./output.ts"

/** print(...) — §6.1. */
export function print(...args: LuaValue[]): LuaResult {
  printLine(lineOf(args))
  return NONE
}

/** What print writes for these values. */
export function lineOf(args: LuaValue[]): string {
  let text = ""
  for (let i = 0; i < args.length; i++) {
    if (i > 0) text += "\t"
    text += textOf(args[i])
  }
  return `${text}\n`
}

/** `tostring`; strings and integers need none of its code. */
function textOf(v: LuaValue): string {
  if (typeof v === "string") return v
  if (Number.isSafeInteger(v) && state.metatables.number === null) return String(v)
  return rest().toDisplay(v)
}
