/**
 * Coroutines (§2.6). A yield unwinds the JS stack: every activation saves itself and returns YIELD.
 * Resuming continues the innermost saved activation, hands its result to the next outer one, and so
 * on, so that a resume touches only the activations it really continues.
 */
import { YIELD, type Frame } from "../abi.ts"
import type { Coroutine } from "../value/coroutine.ts"
import { all, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { Activation } from "./activation.ts"
import { call } from "./call.ts"
import { asLuaError, LuaError, raise, runtimeError } from "./error.ts"
import { captureStack, isBelowLoop, onSavedFrames, type StackFrame } from "./stack.ts"
import { mainPauses } from "./main_call.ts"
import { state, unwinding, handlerState } from "./state.ts"
import { closeAll } from "./to_be_closed.ts"
import { BOUNDARY_MARK } from "./mark.ts"

/** Nested resumes allowed (LUAI_MAXCCALLS). */
const MAX_NESTING = 195
let nesting = 0

/** Saved activations that a coroutine may have: about what fits PUC's stack (LUAI_MAXSTACK). */
const MAX_FRAMES = 200_000

/** What a forced yield transfers: the driver resumes at once. */
const FORCED: LuaValue[] = []

/** What a pause transfers: the driver does what it is for, and resumes. */
const PAUSE: LuaValue[] = []
let afterPause = (): LuaResult => undefined

const NOTHING: LuaValue[] = []

/** Resumes a coroutine (coroutine.resume): the values that it yields or returns, or its error. */
export function resume(co: Coroutine, args: LuaValue[]): LuaValue[] | LuaError {
  if (co.λstatus !== "suspended") {
    const what = co.λstatus === "dead" ? "dead" : "non-suspended"
    return new LuaError(`cannot resume ${what} coroutine`)
  }
  if (nesting >= MAX_NESTING) return new LuaError("C stack overflow")
  const resumer = state.current
  const handler = handlerState.handler
  handlerState.handler = noteTrace
  resumer.λstatus = "normal"
  co.λstatus = "running"
  co.λresumer = resumer
  state.current = co
  nesting++
  try {
    const result = drive(co, args)
    if (result === YIELD) {
      const values = co.λtransfer
      co.λtransfer = NOTHING
      co.λstatus = "suspended"
      return values
    }
    co.λstatus = "dead"
    return all(result)
  } catch (e) {
    co.λstatus = "dead"
    dropFrames(co)
    const error = asLuaError(e)
    co.λerror = { value: error.value }
    return error
  } finally {
    nesting--
    state.current = resumer
    co.λresumer = null
    resumer.λstatus = "running"
    handlerState.handler = handler
  }
}

/** Ends the coroutines that `current` resumed, and they others, after the engine has thrown them off the stack. */
export function dropRunning(current: Coroutine): void {
  while (state.current !== current) {
    const co = state.current
    co.λstatus = "dead"
    dropFrames(co)
    co.λbarriers = 0
    state.current = co.λresumer!
    co.λresumer = null
    nesting--
  }
  current.λstatus = "running"
}

/** Runs a coroutine until it yields (YIELD) or ends; its stack begins here. */
function drive(co: Coroutine, args: LuaValue[]): LuaResult {
  let result: unknown
  let frame: Frame | undefined
  let raised: { error: unknown } | null = null
  let start = co.λbody
  co.λbody = null
  result = args.length === 1 ? args[0] : args
  for (;;) {
    try {
      if (start !== null) {
        const body = start
        start = null
        result = typeof body === "function" ? body(...args) : call(body, ...args)
      } else if (raised !== null) {
        const { error } = raised
        raised = null
        result = frame!.raise(error)
      } else {
        frame = popFrame(co)
        if (frame === undefined) return result as LuaResult
        if (co.λframes.length > MAX_FRAMES) throw runtimeError("stack overflow")
        if (co.λhandles) handlerState.handler = handlerIn(co)
        result = frame.resume(result)
      }
    } catch (e) {
      frame = nextCatcher(co)
      if (frame === undefined) throw e
      raised = { error: e }
      continue
    }
    if (result !== YIELD) continue
    adoptUnwound(co)
    result = frame = undefined
    if (co.λtransfer === PAUSE) result = afterPause()
    else if (co.λtransfer !== FORCED) return YIELD
  }
}
Object.defineProperty(drive, "name", { value: BOUNDARY_MARK })

/** The message handler in force for the innermost saved activation. */
function handlerIn(co: Coroutine): typeof handlerState.handler {
  const at = co.λcatchers?.at(-1)
  return at === undefined ? noteTrace : (co.λframes[at]!.handler as typeof handlerState.handler)
}

function popFrame(co: Coroutine): Frame | undefined {
  const frame = co.λframes.pop()
  if (frame?.catches === true) co.λcatchers!.pop()
  return frame
}

function dropFrames(co: Coroutine): void {
  co.λtop = null
  co.λframes = []
  co.λcatchers = null
  unwinding.length = 0
}

/** Drops the saved activations that an error passes, up to one that wants to know. */
function nextCatcher(co: Coroutine): Frame | undefined {
  unwinding.length = 0
  const at = co.λcatchers?.pop()
  if (at === undefined) {
    dropFrames(co)
    return undefined
  }
  const frame = co.λframes[at]!
  co.λframes.length = at
  return frame
}

/** The activations that just unwound, innermost first, become the top of the saved stack. */
function adoptUnwound(co: Coroutine): void {
  while (unwinding.length > 0) {
    const frame = unwinding.pop()!
    if (frame.catches) (co.λcatchers ??= []).push(co.λframes.length)
    co.λframes.push(frame)
  }
}

/** Suspends the running coroutine: the caller must return what this returns. */
export function yieldValues(values: LuaValue[]): LuaResult {
  const co = state.current
  if (co === state.main) throw raise("attempt to yield from outside a coroutine")
  if (co.λbarriers > 0) throw raise("attempt to yield across a C-call boundary")
  co.λtransfer = values
  return YIELD
}

export function isYieldable(co: Coroutine): boolean {
  return co !== state.main && co.λbarriers === 0
}

/** Whether the running coroutine can be suspended for a moment without noticing. */
export function canPause(): boolean {
  const co = state.current
  return co.λbarriers === 0 && (co !== state.main || mainPauses.allowed)
}

/** Suspends the running coroutine, as yieldValues does, and goes on with the result of `action`. */
export function pauseFor(action: () => LuaResult): LuaResult {
  afterPause = action
  state.current.λtransfer = PAUSE
  return YIELD
}

/** Goes on with the main coroutine, which has paused. */
export function continueMain(): LuaResult {
  adoptUnwound(state.main)
  const result = afterPause()
  return drive(state.main, [result as LuaValue])
}

/** Closes a suspended or dead coroutine (coroutine.close): null, or the error it is left with. */
export function closeCoroutine(co: Coroutine): { value: LuaValue } | null {
  const before = co.λerror
  co.λbody = null
  dropFrames(co)
  co.λerror = null
  if (co.λtbc.length === 0) {
    co.λstatus = "dead"
    return before
  }
  if (nesting >= MAX_NESTING) {
    co.λtbc = []
    co.λstatus = "dead"
    return { value: "C stack overflow" }
  }
  const current = state.current
  const handler = handlerState.handler
  handlerState.handler = undefined
  state.current = co
  co.λstatus = "running"
  co.λresumer = current
  co.λbarriers++
  nesting++
  try {
    return closeAll(co, before)
  } finally {
    nesting--
    co.λbarriers--
    co.λresumer = null
    co.λstatus = "dead"
    state.current = current
    handlerState.handler = handler
  }
}

// -- forced yields ----------------------------------------------------------------------------------

class ForcedCall implements Frame {
  readonly catches = false
  readonly f: LuaFunction
  readonly args: LuaValue[]
  constructor(f: LuaFunction, args: LuaValue[]) {
    this.f = f
    this.args = args
  }
  resume(): unknown {
    return this.f(...this.args)
  }
  raise(error: unknown): unknown {
    throw error
  }
}

let forced = 0

/** Whether calls of a value are forced to yield: library functions look for their caller on the JS stack. */
export function isLuaFunction(f: LuaValue): boolean {
  return typeof f === "function" && (f as { λc?: boolean }).λc === undefined
}

/** A call that, inside a coroutine, every other time yields to the driver first (tests' hard mode). */
export function forceCall(f: LuaFunction, ...args: LuaValue[]): LuaResult {
  const co = state.current
  if (co !== state.main && co.λbarriers === 0 && (++forced & 1) === 0) {
    unwinding.push(new ForcedCall(f, args))
    co.λtransfer = FORCED
    return YIELD
  }
  return f(...args)
}

// -- stack of the saved part --------------------------------------------------------------------------

/** Saved activations of a coroutine as stack frames, innermost first; limit: how many to look at. */
export function savedStack(co: Coroutine, limit = Infinity): StackFrame[] {
  const frames: StackFrame[] = []
  const last = Math.max(0, co.λframes.length - limit)
  for (let i = co.λframes.length - 1; i >= last; i--) {
    const frame = co.λframes[i]!
    // That of the main coroutine is the host's call (main_call.ts).
    if (i === 0 && co === state.main) continue
    if (frame instanceof Activation) {
      const { unit, prototype, site } = frame
      const activation: StackFrame = { kind: "lua", unit, prototype, site }
      if (!isBelowLoop(frames, activation)) frames.push(activation)
    } else if ("stackFrame" in frame) frames.push(frame.stackFrame as StackFrame)
    else if ("nativeName" in frame) frames.push({ kind: "native", name: frame.nativeName as string })
  }
  return frames
}

/** The stack of a coroutine that is not running: where it yielded, or where the error that killed it was raised. */
export function stackOf(co: Coroutine): StackFrame[] {
  if (co.λstatus === "dead") return co.λerror === null ? [] : ((co.λtrace ?? []) as StackFrame[])
  const saved = savedStack(co)
  const hasYielded = co.λstatus === "suspended" && co.λbody === null
  return hasYielded ? [{ kind: "native", name: "coroutine.yield" }, ...saved] : saved
}

/** The message handler where no protected call of the coroutine would catch the error. */
function noteTrace(value: LuaValue): LuaValue {
  state.current.λtrace = captureStack()
  return value
}

onSavedFrames((limit) => savedStack(state.current, limit))
