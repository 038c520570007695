/** What becomes of protected calls that fail, or that are yielded through (protected.ts). */
import { YIELD, type Frame } from "../abi.ts"
import type { Coroutine } from "../value/coroutine.ts"
import { once } from "../value/once.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import { callBack } from "./barrier.ts"
import { asLuaError, LuaError } from "./error.ts"
import { keep } from "./keep.ts"
import { NATIVE_MARK } from "./mark.ts"
import { succeed } from "./protected.ts"
import { handleOverflow } from "./stack.ts"
import { handlerState, state, unwinding, type HandlerState } from "./state.ts"
import { callClose } from "./to_be_closed.ts"

type Handler = HandlerState["handler"]

/** A protected call that its body yielded through, or whose closing methods did. */
class ProtectedFrame implements Frame {
  readonly catches = true
  readonly nativeName: string
  readonly co: Coroutine
  readonly height: number
  readonly handler: Handler
  /** Set while closing after an error: the value that becomes the second result. */
  readonly failure: { value: LuaValue } | null
  /** The innermost activation in debug form outside. */
  readonly top: unknown

  constructor(
    co: Coroutine,
    height: number,
    handler: Handler,
    failure: { value: LuaValue } | null,
    top: unknown,
  ) {
    this.top = top
    this.nativeName = handler === undefined ? "pcall" : "xpcall"
    this.co = co
    this.height = height
    this.handler = handler
    this.failure = failure
    if (handler !== undefined) co.λhandles = true
  }

  resume(result: unknown): unknown {
    if (this.failure === null) return succeed(result as LuaResult)
    const goOn = this.handler === undefined ? closing().pcall : closing().xpcall
    const { value } = this.failure
    return this.#handling(() => goOn(this.co, this.height, value, this.handler))
  }

  raise(error: unknown): unknown {
    const goOn = this.handler === undefined ? failing().pcall : failing().xpcall
    return this.#handling(() => goOn(this.co, this.height, error, this.handler, this.top))
  }

  /** What closing methods raise goes to this call's own handler. */
  #handling(close: () => LuaResult): LuaResult {
    const outer = handlerState.handler
    handlerState.handler = this.handler
    const results = close()
    handlerState.handler = outer
    return results
  }
}

/** What is saved of a call that is yielded through. */
export function protectedFrame(co: Coroutine, height: number, handler: Handler, top: unknown): Frame {
  return new ProtectedFrame(co, height, handler, null, top)
}

/** The results `false, value` after closing what the call left pending. */
export function fail(co: Coroutine, height: number, e: unknown, handler: Handler, top: unknown): LuaResult {
  let value: LuaValue
  // The stack can overflow in the middle of an unwinding.
  unwinding.length = 0
  if (e instanceof LuaError) value = e.value
  else {
    // An error of the JS engine (stack overflow): its handler runs only now.
    value = asLuaError(e).value
    const message = value
    if (handler !== undefined) value = handleOverflow(e as Error, () => handler(message))
  }
  co.λtop = top
  return closePending(co, height, value, handler)
}

export function closePending(co: Coroutine, height: number, value: LuaValue, handler: Handler): LuaResult {
  const catcher = co.λcatcher
  const top = co.λtop
  // What a closing method raises is to be caught here, not by a pcall around.
  co.λcatcher = -1
  while (co.λtbc.length > height) {
    const v = co.λtbc.pop()
    try {
      if (callClose(v, value, false) === YIELD) {
        unwinding.push(new ProtectedFrame(co, height, handler, { value }, top))
        co.λcatcher = catcher
        return YIELD
      }
    } catch (e) {
      value = asLuaError(e).value
      co.λtop = top
    }
  }
  co.λcatcher = catcher
  return [false, value]
}

/** `f` under the names of the two functions: the one that closes is on the stack for closing methods, as in PUC. */
function named<A extends unknown[]>(f: (...args: A) => LuaResult) {
  const pcall = (...args: A): LuaResult => keep(f(...args))
  Object.defineProperty(pcall, "name", { value: `${NATIVE_MARK}pcall` })
  const xpcall = (...args: A): LuaResult => keep(f(...args))
  Object.defineProperty(xpcall, "name", { value: `${NATIVE_MARK}xpcall` })
  return { pcall, xpcall }
}
const closing = once(() => named(closePending))
const failing = once(() => named(fail))

/** Errors in a message handler call it again, up to this depth (LUAI_MAXCCALLS does it in C). */
const MAX_HANDLER_DEPTH = 100

/** Makes the handler of an xpcall from a Lua function. */
export function messageHandler(f: LuaValue): (value: LuaValue) => LuaValue {
  let depth = 0
  return (value) => {
    if (depth >= MAX_HANDLER_DEPTH) return "error in error handling"
    depth++
    const co = state.current
    const top = co.λtop
    try {
      return first(callBack(f, value))
    } catch (e) {
      co.λtop = top
      // What was raised inside has already been through the handler; for a stack overflow there is no room.
      const { value } = asLuaError(e)
      return e instanceof LuaError ? value : "error in error handling"
    } finally {
      depth--
    }
  }
}
