/**
 * Errors that return instead of being thrown. Unwinding costs the JS engine some 100 ns a frame; emitted code
 * looks at each result for YIELD anyway. So `error` below a pcall notes the error in the coroutine and
 * returns YIELD: on its way to the pcall, activations see that they are not to be saved.
 */
import { YIELD } from "../abi.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { type LuaError, raise, sitePosition, where } from "./error.ts"
import { state } from "./state.ts"
import { lineOf } from "./site.ts"
import { siteOf } from "./unit.ts"
import { NATIVE_MARK } from "./mark.ts"

/** Raises: by a result where only emitted code lies between here and a pcall, by a JS exception otherwise. */
export function raiseResult(error: LuaError): LuaResult {
  const co = state.current
  if (co.λcatcher !== co.λbarriers) throw error
  co.λraising = error
  return YIELD
}

/** Position of a call, nothing where lines are not known (luaL_where). */
function callerPosition(id: number): string {
  const site = siteOf(id)!
  return lineOf(site) < 0 ? "" : sitePosition(site)
}

/** `error(message, level)` called from emitted code at a known site; the level is an integer if there is one. */
export function raiseAt(site: number, message: LuaValue, level: number | undefined): LuaResult {
  if (typeof message === "string") {
    if (level === undefined || level === 1) message = callerPosition(site) + message
    else if (level > 1) message = where(level) + message
  }
  return raiseResult(raise(message))
}

// In tracebacks it is the function that it stands for.
Object.defineProperty(raiseAt, "name", { value: `${NATIVE_MARK}error` })
