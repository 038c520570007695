/** Library functions that may be yielded across (lua_callk): a call, and what to do with its result. */
import { YIELD, type Frame } from "../abi.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { call } from "./call.ts"
import { state, unwinding } from "./state.ts"

class Continuation implements Frame {
  readonly catches = false
  readonly #then: (result: LuaResult) => LuaResult
  constructor(then: (result: LuaResult) => LuaResult) {
    this.#then = then
  }
  resume(result: unknown): unknown {
    return this.#then(result as LuaResult)
  }
  raise(error: unknown): unknown {
    throw error
  }
}

/** Calls `f` and hands its result to `then`, now or after the yields in between. */
export function callAndThen(
  f: LuaValue,
  args: LuaValue[],
  then: (result: LuaResult) => LuaResult,
): LuaResult {
  return andThen(call(f, ...args), then)
}

/** Hands the result of a call just made to `then`, now or after the yields in between. */
export function andThen(result: LuaResult, then: (result: LuaResult) => LuaResult): LuaResult {
  if (result !== YIELD) return then(result)
  if (state.current.λraising === null) unwinding.push(new Continuation(then))
  return YIELD
}
