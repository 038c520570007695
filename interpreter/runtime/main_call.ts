/** Calls that a host makes on the main coroutine. Programs cannot yield there, but they can be paused. */
import { YIELD } from "../abi.ts"
import type { LuaValue } from "../value/value.ts"
import { continueMain, mainPauses } from "./coroutine.ts"
import type { HandlerState } from "./error.ts"
import { protectedCall } from "./protected.ts"

/** `protectedCall` for the host: its results, after any pauses. Nothing of Lua may be running. */
export function callMain(f: LuaValue, args: LuaValue[], handler: HandlerState["handler"]): LuaValue[] {
  const before = mainPauses.allowed
  mainPauses.allowed = true
  try {
    const results = protectedCall(f, args, handler)
    if (results !== YIELD) return results as LuaValue[]
    // What is left of the first call catches all errors but Ctrl-C.
    const [ok, ...rest] = protectedCall(continueMain, [], handler) as LuaValue[]
    return ok === true ? rest : [ok, ...rest]
  } finally {
    mainPauses.allowed = before
  }
}
