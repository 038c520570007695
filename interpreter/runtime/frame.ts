/**
 * Activations of functions in debug form (compiler/debug). Each has a record with its registers; the records of a
 * coroutine are linked, innermost first, and stay so while it is suspended. An activation leaves the
 * list when it returns; what an error unwinds is cut off where the error is caught.
 */
import { YIELD, type DebugPrototype, type Frame, type Prototype, type Site } from "../abi.ts"
import type { Coroutine } from "../value/coroutine.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { forLimit, forNext, forPrepare, type ForState } from "./loop.ts"
import { metamethod } from "./metatable.ts"
import type { LuaFrame } from "./stack.ts"
import { unwinding } from "./state.ts"
import { closeTop, toBeClosed } from "./to_be_closed.ts"
import { unitNamed } from "./stack.ts"
import type { Cell } from "./upvalue.ts"

export interface DebugPrototypeOf extends Prototype {
  debug: DebugPrototype
}

type Body = (frame: DebugFrame, label: number, result?: unknown) => LuaResult

/** A value to be closed: its register, and how many were pending in the coroutine before it. */
interface Pending {
  register: number
  height: number
}

/** Values that a call or return hook may look at: the first one's number, and how many. */
export interface Transfer {
  first: number
  count: number
}

/** A library function in whose call or return a hook is running. */
export interface NativeCall {
  f: LuaFunction
  /** Arguments, behind them the results. */
  values: LuaValue[]
  transfer: Transfer | null
}

/** The names that emitted text uses are short: r registers, u upvalues' cells, va varargs, co its coroutine. */
export class DebugFrame implements Frame {
  readonly prototype: DebugPrototypeOf
  readonly func: LuaFunction
  readonly r: LuaValue[]
  readonly va: LuaValue[]
  readonly u: Cell[]
  body: Body
  readonly co: Coroutine
  readonly below: DebugFrame | null
  /** How many activations of its coroutine are below it. */
  readonly depth: number
  /** The instruction that was last seen to call or raise. */
  pc = 0
  /** Where to go on when resumed. */
  label = 0
  /** Behind the last of an open list of values. */
  top = 0
  // What few activations have is in the prototype until they have it.
  declare readonly catches: boolean
  declare tbc: Pending[] | null
  /** States of loops that do not count in small integers, by register. */
  declare loops: (ForState | undefined)[] | null
  declare isTail: boolean
  /** It runs as a hook, for the activation below. */
  declare isHook: boolean
  /** A hook is about to begin for it, and a hook is running for it or for what it calls. */
  declare isHooked: boolean
  declare inHook: boolean
  /** The hook of its call is running. */
  declare isBeginning: boolean
  /** Parameters that are captured are not in cells yet. */
  declare isBare: boolean
  declare transfer: Transfer | null

  constructor(
    prototype: DebugPrototypeOf,
    func: LuaFunction,
    r: LuaValue[],
    va: LuaValue[],
    u: Cell[],
    body: Body,
    co: Coroutine,
  ) {
    this.prototype = prototype
    this.func = func
    this.r = r
    this.va = va
    this.u = u
    this.body = body
    this.co = co
    const below = co.λtop as DebugFrame | null
    this.below = below
    this.depth = below === null ? 0 : below.depth + 1
  }

  resume(result: unknown): unknown {
    const hooked = hooks.resumed
    if (this.co.λcalls !== 0 && hooked !== null) hooked(this, result as LuaResult)
    return this.body(this, this.label, result)
  }

  raise(error: unknown): unknown {
    throw error
  }

  /** Where it stands. */
  get site(): Site | undefined {
    return this.prototype.debug.siteAt(this.pc)
  }

  get stackFrame(): LuaFrame {
    const { prototype, site } = this
    return { kind: "lua", unit: unitNamed(this.func.name)!, prototype, site, record: this }
  }

  /** The function that is being called, if the instruction is a call. */
  get callee(): LuaValue {
    const call = this.prototype.debug.callAt(this.pc)
    return call === null ? undefined : this.r[call.callee]
  }
}

Object.assign(DebugFrame.prototype, {
  catches: false,
  tbc: null,
  loops: null,
  isTail: false,
  isHook: false,
  isHooked: false,
  inHook: false,
  isBeginning: false,
  isBare: false,
  transfer: null,
})

/** What hook.ts does; not there as long as no hook was ever set. */
export const hooks: {
  entered: ((frame: DebugFrame) => void) | null
  resumed: ((frame: DebugFrame, result: LuaResult) => void) | null
} = { entered: null, resumed: null }

/** Suspends an activation, to go on at a label; its result is what the body must return. */
export function suspendFrame(frame: DebugFrame, label: number): LuaResult {
  if (frame.co.λraising === null) {
    frame.label = label
    unwinding.push(frame)
  }
  return YIELD
}

/** The Lua function to be called in a tail call of a value that is no function. */
export function callHandler(v: LuaValue): LuaFunction | undefined {
  const handler = metamethod(v, "__call")
  return typeof handler === "function" && !("λc" in handler) ? handler : undefined
}

// Results

/** Puts all values of a result into registers from `a` on; the register behind them. */
export function spread(r: LuaValue[], a: number, v: LuaResult): number {
  if (!Array.isArray(v)) {
    r[a] = v
    return a + 1
  }
  for (let i = 0; i < v.length; i++) r[a + i] = v[i]
  return a + v.length
}

/** Puts `count` values of a result into registers from `a` on. */
export function take(r: LuaValue[], a: number, count: number, v: LuaResult): void {
  if (Array.isArray(v)) for (let i = 0; i < count; i++) r[a + i] = v[i]
  else {
    r[a] = v
    for (let i = 1; i < count; i++) r[a + i] = undefined
  }
}

// To-be-closed variables

/** Notes the value of a to-be-closed variable in a register. */
export function mark(frame: DebugFrame, register: number, value: LuaValue, site: number): void {
  const { λtbc } = frame.co
  const height = λtbc.length
  toBeClosed(value, site)
  if (λtbc.length > height) (frame.tbc ??= []).push({ register, height })
}

/** Closes what is pending in registers from `level` on. Called again when one of the methods has yielded. */
export function closeFrom(frame: DebugFrame, level: number): LuaResult {
  const { tbc, co } = frame
  for (let last = tbc!.at(-1); last !== undefined && last.register >= level; last = tbc!.at(-1)) {
    while (co.λtbc.length > last.height) if (closeTop() === YIELD) return YIELD
    tbc!.pop()
  }
  if (tbc!.length === 0) frame.tbc = null
  return undefined
}

// Numeric for

const isSmall = (v: LuaValue): v is number => typeof v === "number" && (v | 0) === v

/** Up to here, quotients of integers are exact enough to be rounded down. */
const LARGEST_LIMIT = 2 ** 51

/**
 * Prepares a loop whose operands are in three registers from `a` on; true if it is not to run. With small
 * integers the second register becomes the number of rounds left, as in PUC.
 */
export function forPrep(frame: DebugFrame, a: number, site: number): boolean {
  const { r } = frame
  const [start, limit, step] = [r[a], r[a + 1], r[a + 2]]
  if (isSmall(start) && isSmall(step) && step !== 0) {
    const end = forLimit(limit, step, site)
    if (Math.abs(end) <= LARGEST_LIMIT) {
      const last = step > 0 ? Math.floor(end) : Math.ceil(end)
      if (step > 0 ? start > last : start < last) return true
      if (frame.loops !== null) frame.loops[a] = undefined
      r[a + 1] = Math.floor((last - start) / step)
      r[a + 3] = start
      return false
    }
  }
  const loop = forPrepare(start, limit, step, site)
  if (!forNext(loop)) return true
  ;(frame.loops ??= [])[a] = loop
  r[a] = r[a + 3] = loop.value
  return false
}

/** Goes on to the next round; false at the end. */
export function forLoop(frame: DebugFrame, a: number): boolean {
  const { r } = frame
  const loop = frame.loops![a]
  if (loop === undefined) {
    const left = r[a + 1] as number
    if (left <= 0) return false
    r[a + 1] = left - 1
    r[a] = r[a + 3] = (r[a] as number) + (r[a + 2] as number)
    return true
  }
  if (!forNext(loop)) return false
  r[a] = r[a + 3] = loop.value
  return true
}
