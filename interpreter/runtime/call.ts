/** Calling values that are not functions (§2.4 __call). */
import type { LuaResult, LuaValue } from "../value/value.ts"
import { metamethod } from "./metatable.ts"
import { operandError } from "./operand_name.ts"

/** Calls any value: a function directly, anything else through __call, with itself as first argument. */
export function call(f: LuaValue, ...args: LuaValue[]): LuaResult {
  let callee = f
  while (typeof callee !== "function") {
    const handler = metamethod(callee, "__call")
    if (handler === undefined) throw operandError("call", callee, callee === f ? 0 : -1)
    args.unshift(callee)
    callee = handler
  }
  return callee(...args)
}
