/** Calling values that are not functions (§2.4 __call). */
import type { LuaResult, LuaValue } from "../value/value.ts"
import { CALL, handlerOf } from "./event.ts"
import { metamethod } from "./metatable.ts"
import { callError } from "./operand_name.ts"
import { raiseResult } from "./quiet_error.ts"

/** Calls any value: a function directly, anything else through __call, with itself as first argument. */
export function call(f: LuaValue, ...args: LuaValue[]): LuaResult {
  return callAt(undefined, f, ...args)
}

/** `call` from emitted code, with the site for the message when the value cannot be called. */
export function callAt(site: number | undefined, f: LuaValue, ...args: LuaValue[]): LuaResult {
  let callee = f
  while (typeof callee !== "function") {
    const handler = handlerOf(callee, CALL)
    if (handler === undefined) return raiseResult(callError(callee, site))
    if (typeof handler === "function") return handler(callee, ...args)
    args.unshift(callee)
    callee = handler
  }
  return callee(...args)
}

/** Calls a metamethod with two operands: `call` without a list of arguments. */
export function callMetamethod(f: LuaValue, a: LuaValue, b: LuaValue): LuaResult {
  return typeof f === "function" ? f(a, b) : callAt(undefined, f, a, b)
}

/** Whether the call of a value that is no function ends in one of the library. */
export function endsInC(f: LuaValue): boolean {
  let callee = f
  while (callee !== undefined && typeof callee !== "function") callee = metamethod(callee, "__call")
  return callee !== undefined && "λc" in callee
}
