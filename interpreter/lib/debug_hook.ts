/** debug.sethook and debug.gethook (§6.10). */
import { LuaTable, rawSet, setField } from "../value/table.ts"
import { NONE, type LuaResult, type LuaValue } from "../value/value.ts"
import { Hook, MASK_CALL, MASK_COUNT, MASK_LINE, MASK_RETURN, setHook } from "../runtime/hook.ts"
import { setMetatable } from "../runtime/weak.ts"
import { checkFunction, checkString, optSmallInteger } from "./args.ts"
import { withThread } from "./debug_level.ts"
import { registry } from "./debug_registry.ts"
import { keep } from "../runtime/keep.ts"

/** The registry's field with the hooks by thread, which it does not keep alive. */
const HOOK_KEY = "_HOOKKEY"

function hookTable(): LuaTable {
  const all = registry()
  const known = (all as unknown as Record<string, LuaValue>)[HOOK_KEY]
  if (known instanceof LuaTable) return known
  const table = new LuaTable()
  setField(table, "__mode", "k")
  setMetatable(table, table)
  setField(all, HOOK_KEY, table)
  return table
}

function maskOf(letters: string, count: number): number {
  let mask = count > 0 ? MASK_COUNT : 0
  if (letters.includes("c")) mask |= MASK_CALL
  if (letters.includes("r")) mask |= MASK_RETURN
  if (letters.includes("l")) mask |= MASK_LINE
  return mask
}

function lettersOf(mask: number): string {
  return (
    ((mask & MASK_CALL) !== 0 ? "c" : "") +
    ((mask & MASK_RETURN) !== 0 ? "r" : "") +
    ((mask & MASK_LINE) !== 0 ? "l" : "")
  )
}

/** debug.sethook([thread,] hook, mask [, count]) — §6.10. */
export function debugSethook(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  let hook: Hook | null = null
  if (rest[0] !== undefined) {
    const letters = checkString(rest[1], 2 + shift, args.length)
    const f = checkFunction(rest[0], 1 + shift, args.length)
    const count = optSmallInteger(rest[2], 3 + shift, args.length, 0)
    const mask = maskOf(letters, count)
    if (mask !== 0) hook = new Hook(f as LuaValue, mask, count)
  }
  rawSet(hookTable(), co, rest[0])
  setHook(co, hook, debugSethook)
  return keep(NONE)
}

/** debug.gethook([thread]) — §6.10. */
export function debugGethook(...args: LuaValue[]): LuaResult {
  const hook = withThread(args).co.λhook as Hook | null
  return hook === null ? undefined : [hook.f, lettersOf(hook.mask), hook.count]
}
