/** Calling values that are not functions (§2.4 __call). */
import type { LuaResult, LuaValue } from "../value/value.ts"
import { metamethod } from "./metatable.ts"
import { operandError } from "./operand_name.ts"

/** Calls any value: a function directly, anything else through __call, with itself as first argument. */
export function call(f: LuaValue, ...args: LuaValue[]): LuaResult {
  return callAt(undefined, f, ...args)
}

/** `call` from emitted code, with the site for the message when the value cannot be called. */
export function callAt(site: number | undefined, f: LuaValue, ...args: LuaValue[]): LuaResult {
  let callee = f
  while (typeof callee !== "function") {
    const handler = metamethod(callee, "__call")
    if (handler === undefined) throw operandError("call", callee, callee === f ? 0 : -1, site)
    args.unshift(callee)
    callee = handler
  }
  return callee(...args)
}

/** Takes a library function's result out of tail position, so that its caller's frame stays on the stack. */
export function keep(result: LuaResult): LuaResult {
  return result
}
