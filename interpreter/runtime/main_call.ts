/** Calls that a host makes on the main coroutine. Programs cannot yield there, but they can be paused. */
import { YIELD } from "../abi.ts"
import type { LuaValue } from "../value/value.ts"
import { keep } from "./keep.ts"
import { rest } from "./late_rest.ts"
import { protectedCall } from "./protected.ts"
import type { HandlerState } from "./state.ts"

/** Whether the main coroutine has a caller that goes on with it after a pause. */
export const mainPauses = { allowed: false }

/** What uncaughtMessage of traceback.ts makes of an error value. */
export function describeUncaught(value: LuaValue): LuaValue {
  return keep(rest().uncaughtMessage(value))
}

/** `protectedCall` for the host: its results, after any pauses. Nothing of Lua may be running. */
export function callMain(f: LuaValue, args: LuaValue[], handler: HandlerState["handler"]): LuaValue[] {
  const before = mainPauses.allowed
  mainPauses.allowed = true
  try {
    const results = protectedCall(f, args, handler)
    if (results !== YIELD) return results as LuaValue[]
    // What is left of the first call catches all errors but Ctrl-C.
    const [ok, ...values] = protectedCall(rest().continueMain, [], handler) as LuaValue[]
    return ok === true ? values : [ok, ...values]
  } finally {
    mainPauses.allowed = before
  }
}
