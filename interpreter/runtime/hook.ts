/**
 * Hooks (debug.sethook). Only functions in debug form call them, for themselves and for the functions
 * without debug form that they call. Rules are those of ldebug.c and ldo.c: a line hook at each new line
 * and each jump backwards, a count hook after so many instructions, no hooks inside a hook, no yields.
 */
import type { Coroutine, InheritedHook } from "../value/coroutine.ts"
import { YIELD } from "../abi.ts"
import { all, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { callBack } from "./barrier.ts"
import { callAt, keep } from "./call.ts"
import { hooks, type DebugFrame, type Transfer } from "./frame.ts"
import { prototypeNamed, unitNamed } from "./stack.ts"
import { state } from "./state.ts"
import { STRIPPED } from "./unit.ts"

export const MASK_CALL = 1
export const MASK_RETURN = 2
export const MASK_LINE = 4
export const MASK_COUNT = 8

export class Hook implements InheritedHook {
  /** Undefined in coroutines that inherited the rest from the one that made them. */
  readonly f: LuaValue
  readonly mask: number
  readonly count: number
  /** Instructions until the next count event. */
  left: number
  /** The instruction last traced, and whose it is. */
  lastPc = 0
  lastFrame: DebugFrame | null = null
  constructor(f: LuaValue, mask: number, count: number) {
    this.f = f
    this.mask = mask
    this.count = count
    this.left = count
  }
  /** What coroutines get that are made now. */
  heir(): Hook {
    return new Hook(undefined, this.mask, this.count)
  }
}

const hookOf = (co: Coroutine): Hook | null => co.λhook as Hook | null

/** Sets or removes the hook of a coroutine. */
export function setHook(co: Coroutine, hook: Hook | null): void {
  hooks.entered = entered
  hooks.resumed = resumed
  const { current } = state
  const before = current.λcalls
  co.λhook = hook
  switchOn(co)
  // The call of debug.sethook is the first to return: nobody has looked at the switches before it.
  const frame = current.λtop as DebugFrame | null
  if (before === 0 && (current.λcalls & MASK_RETURN) !== 0 && frame !== null) keep(run(frame, "return"))
}

/** The switches that emitted code looks at follow the hook, and are off while it runs. */
function switchOn(co: Coroutine): void {
  const hook = hookOf(co)
  const mask = hook === null || hook.f === undefined || co.λhooking ? 0 : hook.mask
  co.λtrap = mask & (MASK_LINE | MASK_COUNT)
  co.λcalls = mask & (MASK_CALL | MASK_RETURN)
}

function run(frame: DebugFrame, event: string, line?: LuaValue): void {
  const { co } = frame
  const { f } = hookOf(co)!
  co.λhooking = true
  switchOn(co)
  // The activation that begins now is the hook's.
  co.λtail = null
  frame.isHooked = frame.inHook = true
  try {
    callBack(f, event, line)
  } finally {
    frame.isHooked = frame.inHook = false
    co.λhooking = false
    co.λtop = frame
    switchOn(co)
  }
}

/** A call hook when an activation begins. */
function entered(frame: DebugFrame): void {
  const { co, prototype } = frame
  const hook = hookOf(co)!
  if (co.λhooking) {
    frame.isHook = frame.below?.isHooked === true
    if (frame.isHook) frame.below!.isHooked = false
    return
  }
  // The instruction behind the one that prepares varargs is the first.
  frame.pc = prototype.isVararg ? 1 : 0
  hook.lastFrame = frame
  hook.lastPc = frame.pc
  if ((co.λcalls & MASK_CALL) === 0) return
  frame.transfer = { first: 1, count: prototype.params }
  frame.isBare = true
  run(frame, frame.isTail ? "tail call" : "call")
  frame.isBare = false
  frame.transfer = null
}

/** A return hook before an activation ends; `count` values are in registers from `first` on. */
export function hookedReturn(frame: DebugFrame, first: number, count: number): void {
  if ((frame.co.λcalls & MASK_RETURN) === 0) return
  frame.transfer = { first: first + 1, count }
  run(frame, "return")
}

/** Before each instruction; the switch for the instructions behind it. */
export function trace(frame: DebugFrame, pc: number): number {
  const { co } = frame
  const hook = hookOf(co)
  const mask = co.λtrap
  if (hook === null || mask === 0) return 0
  const isCounted = (mask & MASK_COUNT) !== 0 && --hook.left === 0
  if (isCounted) hook.left = hook.count
  else if ((mask & MASK_LINE) === 0) return mask
  // Whoever comes back from a call was last at that.
  const before = hook.lastFrame === frame ? hook.lastPc : frame.pc
  frame.pc = pc
  if (isCounted) run(frame, "count")
  if ((mask & MASK_LINE) !== 0) {
    const { lines } = frame.prototype.debug
    const stripped = unitNamed(frame.func.name)!.chunkname === STRIPPED
    if (pc <= before || (!stripped && lines[pc] !== lines[before]))
      run(frame, "line", stripped ? undefined : lines[pc])
    const now = hookOf(co)
    if (now !== null) {
      now.lastFrame = frame
      now.lastPc = pc
    }
  }
  return co.λtrap
}

// Functions without debug form

function isDebugForm(f: LuaFunction): boolean {
  return prototypeNamed(f.name)?.debug !== undefined
}

/** JS functions that have the names of others: while one runs, the stack shows the other. */
const standIns = new WeakMap<LuaFunction, (action: () => void) => void>()

function standIn(f: LuaFunction): (action: () => void) => void {
  let g = standIns.get(f)
  if (g === undefined) {
    g = (action) => keep(action())
    Object.defineProperty(g, "name", { value: f.name })
    standIns.set(f, g)
  }
  return g
}

function foreignEvent(
  frame: DebugFrame,
  f: LuaFunction,
  event: string,
  values: LuaValue[],
  transfer: Transfer,
): void {
  frame.native = { f, values, transfer }
  try {
    standIn(f)(() => run(frame, event))
  } finally {
    frame.native = null
  }
}

/** A call from debug form while call or return hooks are set. */
export function hookedCall(frame: DebugFrame, f: LuaValue, args: LuaValue[], site: number): LuaResult {
  if (typeof f !== "function") return callAt(site, f, ...args)
  if (isDebugForm(f)) return f(...args)
  const { co } = frame
  if ((co.λcalls & MASK_CALL) !== 0) foreignEvent(frame, f, "call", args, { first: 1, count: args.length })
  const result = f(...args)
  if (result !== YIELD) foreignReturn(frame, f, args, result)
  return result
}

function foreignReturn(frame: DebugFrame, f: LuaFunction, args: LuaValue[], result: LuaResult): void {
  if ((frame.co.λcalls & MASK_RETURN) === 0) return
  const results = all(result)
  const transfer = { first: args.length + 1, count: results.length }
  foreignEvent(frame, f, "return", [...args, ...results], transfer)
}

/** A jump from debug form to another function while call or return hooks are set. */
export function hookedTail(frame: DebugFrame, f: LuaFunction, args: LuaValue[]): void {
  if (isDebugForm(f) || (frame.co.λcalls & MASK_CALL) === 0) return
  foreignEvent(frame, f, "tail call", args, { first: 1, count: args.length })
}

/** The call that suspended an activation has returned. */
function resumed(frame: DebugFrame, result: LuaResult): void {
  const f = frame.callee
  if (typeof f === "function" && !isDebugForm(f)) foreignReturn(frame, f, [], result)
}
