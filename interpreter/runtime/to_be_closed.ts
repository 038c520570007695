/**
 * To-be-closed variables (§3.3.8). Each coroutine lists the values that are pending; a scope
 * remembers the list's height when it was entered, a protected call closes down to its own.
 */
import type { Coroutine } from "../value/coroutine.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { callMetamethod } from "./call.ts"
import { asLuaError, runtimeError } from "./error.ts"
import { metamethod } from "./metatable.ts"
import { state } from "./state.ts"
import { STRIPPED } from "./site.ts"
import { siteOf } from "./unit.ts"
import { typeName } from "./type_name.ts"

export function closeHeight(): number {
  return state.current.λtbc.length
}

/** Registers the value of a `<close>` variable; nil and false need no closing. */
export function toBeClosed(v: LuaValue, site: number): void {
  if (v === undefined || v === false) return
  if (metamethod(v, "__close") === undefined) {
    const at = siteOf(site)
    const name = at?.chunkname === STRIPPED ? "(temporary)" : (at?.names[0] ?? "?")
    throw runtimeError(`variable '${name}' got a non-closable value`, site)
  }
  state.current.λtbc.push(v)
}

/** The closing value of a generic for; returns the height before it. */
export function forClose(v: LuaValue, site: number): number {
  const height = state.current.λtbc.length
  if (v !== undefined) toBeClosed(v, site)
  return height
}

/** Closes the newest pending variable in a normal exit; may yield. */
export function closeTop(): LuaResult {
  const v = state.current.λtbc.pop()
  return callClose(v, undefined, true)
}

/** Calls `__close(v, error)`; `exits`: a scope is left in a normal way, so that the method has a name in messages. */
export function callClose(v: LuaValue, error: LuaValue, exits: boolean): LuaResult {
  const handler = metamethod(v, "__close")
  if (typeof handler !== "function" && metamethod(handler, "__call") === undefined)
    throw runtimeError(`attempt to call a ${typeName(handler)} value${exits ? " (metamethod 'close')" : ""}`)
  return callMetamethod(handler, v, error)
}

/** Closes everything pending in a coroutine that will not run again; the error it ends with, if any. */
export function closeAll(co: Coroutine, error: { value: LuaValue } | null): { value: LuaValue } | null {
  const running = state.current
  const catcher = running.λcatcher
  const top = running.λtop
  running.λcatcher = -1
  while (co.λtbc.length > 0) {
    const v = co.λtbc.pop()
    try {
      callClose(v, error?.value, false)
    } catch (e) {
      error = { value: asLuaError(e).value }
      running.λtop = top
    }
  }
  running.λcatcher = catcher
  return error
}
