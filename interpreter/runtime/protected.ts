/** pcall and xpcall (§6.1), which may be yielded across. */
import { YIELD } from "../abi.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import type { LuaError } from "./error.ts"
import { interruption } from "./interruption.ts"
import { rest } from "./late_rest.ts"
import { handlerState, state, unwinding, type HandlerState } from "./state.ts"

/** The results of a call that did not fail. */
export function succeed(r: LuaResult): LuaResult {
  return Array.isArray(r) ? [true, ...r] : [true, r]
}

/** `f(...args)`; spreading costs more than most protected functions do. */
function apply(f: LuaFunction, args: LuaValue[]): LuaResult {
  switch (args.length) {
    case 0:
      return f()
    case 1:
      return f(args[0])
    case 2:
      return f(args[0], args[1])
    default:
      return f(...args)
  }
}

/**
 * Runs `f(...args)`; `handler` sees error values where they are raised. `quiet`: nothing of ours lies between
 * this and emitted code, so errors may come back as YIELD (see raiseResult).
 */
export function protectedCall(
  f: LuaValue,
  args: LuaValue[],
  handler: HandlerState["handler"],
  quiet = false,
): LuaResult {
  const co = state.current
  const height = co.λtbc.length
  const barriers = co.λbarriers
  const outer = handlerState.handler
  const catcher = co.λcatcher
  const top = co.λtop
  handlerState.handler = handler
  co.λcatcher = quiet ? barriers : -1
  let r: LuaResult
  try {
    if (co.λcalls !== 0 && typeof f === "function") r = co.λhook!.call(f, args)
    else if (interruption.run !== undefined) r = interruption.run(f, args)
    else r = typeof f === "function" ? apply(f, args) : rest().call(f, ...args)
  } catch (e) {
    co.λbarriers = barriers
    co.λcatcher = catcher
    const results = rest().fail(co, height, e, handler, top)
    handlerState.handler = outer
    return results
  }
  co.λcatcher = catcher
  if (r === YIELD && co.λraising !== null) {
    const { value } = co.λraising as LuaError
    co.λraising = null
    co.λtop = top
    const results = rest().closePending(co, height, value, handler)
    handlerState.handler = outer
    return results
  }
  handlerState.handler = outer
  if (r !== YIELD) return succeed(r)
  unwinding.push(rest().protectedFrame(co, height, handler, top))
  return YIELD
}
