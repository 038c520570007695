/**
 * Hooks (debug.sethook). Only functions in debug form call them, for themselves and for the functions
 * without debug form that they call. Rules are those of ldebug.c and ldo.c: a line hook at each new line
 * and each jump backwards, a count hook after so many instructions, no hooks inside a hook, no yields.
 */
import type { Coroutine, InheritedHook } from "../value/coroutine.ts"
import { YIELD } from "../abi.ts"
import { isNumber } from "../value/number.ts"
import { all, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { callBack } from "./barrier.ts"
import { callAt } from "./call.ts"
import { hooks, type DebugFrame, type NativeCall, type Transfer } from "./frame.ts"
import { prototypeNamed, unitNamed } from "./stack.ts"
import { state } from "./state.ts"
import { STRIPPED } from "./site.ts"
import { keep } from "./keep.ts"
import { NATIVE_MARK } from "./mark.ts"

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
  call(f: LuaFunction, args: LuaValue[]): LuaResult {
    return foreignCall(state.current, f, args)
  }
  /** As while a hook runs: instructions are counted, nothing else. */
  silenced(co: Coroutine, action: () => void): void {
    const before = co.λhooking
    co.λhooking = true
    switchOn(co)
    try {
      action()
    } finally {
      co.λhooking = before
      switchOn(co)
    }
  }
}

const hookOf = (co: Coroutine): Hook | null => co.λhook as Hook | null

/** Sets or removes the hook of a coroutine; `self`: the library function that does so. */
export function setHook(co: Coroutine, hook: Hook | null, self: LuaFunction): void {
  hooks.entered = entered
  hooks.resumed = resumed
  const { current } = state
  const before = current.λcalls
  if ((co.λhook === null) !== (hook === null)) state.hooks += hook === null ? -1 : 1
  co.λhook = hook
  switchOn(co)
  // The call of debug.sethook is the first to return: nobody has looked at the switches before it.
  if (before !== 0 || (current.λcalls & MASK_RETURN) === 0) return
  current.λevent = { f: self, values: [], transfer: null } satisfies NativeCall
  try {
    run(current, "return")
  } finally {
    current.λevent = null
  }
}

/** The switches that emitted code looks at follow the hook. While it runs, instructions are only counted, as in PUC. */
function switchOn(co: Coroutine): void {
  const hook = hookOf(co)
  const mask = hook === null || hook.f === undefined ? 0 : hook.mask
  co.λtrap = mask & (co.λhooking ? MASK_COUNT : MASK_LINE | MASK_COUNT)
  co.λcalls = co.λhooking ? 0 : mask & (MASK_CALL | MASK_RETURN)
}

/** No values are as good as no transfer. */
function transferOf(first: number, count: number): Transfer | null {
  return count === 0 ? null : { first, count }
}

/** Calls the hook, for the innermost activation or what that calls. */
function run(co: Coroutine, event: string, line?: LuaValue): void {
  const { f } = hookOf(co)!
  const frame = co.λtop as DebugFrame | null
  co.λhooking = true
  switchOn(co)
  // The activation that begins now is the hook's.
  co.λtail = null
  if (frame !== null) frame.isHooked = frame.inHook = true
  try {
    callBack(f, event, line)
  } finally {
    if (frame !== null) frame.isHooked = frame.inHook = false
    co.λhooking = false
    co.λtop = frame
    switchOn(co)
  }
}

/** A call hook when an activation begins. */
function entered(frame: DebugFrame): void {
  const { co, prototype } = frame
  if (co.λhooking) {
    frame.isHook = frame.below?.isHooked === true
    if (frame.isHook) frame.below!.isHooked = false
    return
  }
  // The instruction behind the one that prepares varargs is the first.
  frame.pc = prototype.isVararg ? 1 : 0
  if ((co.λcalls & MASK_CALL) === 0) return
  frame.transfer = transferOf(1, prototype.params)
  frame.isBare = true
  run(co, frame.isTail ? "tail call" : "call")
  frame.isBare = false
  frame.transfer = null
}

/** A return hook before an activation ends; `count` values are in registers from `first` on. */
export function hookedReturn(frame: DebugFrame, first: number, count: number): void {
  const { co } = frame
  if ((co.λcalls & MASK_RETURN) === 0) return
  frame.transfer = transferOf(first + 1, count)
  run(co, "return")
}

/** Before each instruction; the switch for the instructions behind it. */
export function trace(frame: DebugFrame, pc: number): number {
  const { co } = frame
  const hook = hookOf(co)
  const mask = co.λtrap
  if (hook === null || mask === 0) return 0
  const isCounted = (mask & MASK_COUNT) !== 0 && --hook.left === 0
  if (isCounted) hook.left = hook.count
  if (co.λhooking || (!isCounted && (mask & MASK_LINE) === 0)) return mask
  // The instruction traced last, or a later one that has called something.
  let before = frame.pc
  frame.pc = pc
  if (isCounted) {
    run(co, "count")
    // As in PUC, where the return of the hook counts as one to this instruction.
    before = pc
  }
  if ((mask & MASK_LINE) !== 0) {
    const { lines } = frame.prototype.debug
    const stripped = unitNamed(frame.func.name)!.chunkname === STRIPPED
    if (pc <= before || (!stripped && lines[pc] !== lines[before]))
      run(co, "line", stripped ? undefined : lines[pc])
  }
  return co.λtrap
}

/** The same before the instruction that calls a metamethod, which is skipped if both operands are numbers. */
export function traceBinary(frame: DebugFrame, pc: number, x: LuaValue, y: LuaValue): number {
  return isNumber(x) && isNumber(y) ? frame.co.λtrap : trace(frame, pc)
}

// Functions without debug form

/** Whether calls of a function begin an activation in debug form, while there are hooks. */
function isDebugForm(f: LuaFunction): boolean {
  const unit = unitNamed(f.name)
  return unit !== undefined && (unit.enter !== undefined || prototypeNamed(f.name)!.debug !== undefined)
}

/** JS functions that have the names of others: while one runs, the stack shows the other. */
const standIns = new WeakMap<LuaFunction, (action: () => void) => void>()

function standIn(f: LuaFunction): (action: () => void) => void {
  let g = standIns.get(f)
  if (g === undefined) {
    g = (action) => keep(action())
    Object.defineProperty(g, "name", { value: f.name.startsWith(NATIVE_MARK) ? f.name : NATIVE_MARK })
    standIns.set(f, g)
  }
  return g
}

function foreignEvent(
  co: Coroutine,
  f: LuaFunction,
  event: string,
  values: LuaValue[],
  transfer: Transfer | null,
): void {
  const call: NativeCall = { f, values, transfer }
  co.λevent = call
  try {
    standIn(f)(() => run(co, event))
  } finally {
    co.λevent = null
  }
}

function foreignCall(co: Coroutine, f: LuaFunction, args: LuaValue[]): LuaResult {
  if (isDebugForm(f)) return f(...args)
  if ((co.λcalls & MASK_CALL) !== 0) foreignEvent(co, f, "call", args, transferOf(1, args.length))
  const result = f(...args)
  if (result !== YIELD) foreignReturn(co, f, args, result)
  return result
}

function foreignReturn(co: Coroutine, f: LuaFunction, args: LuaValue[], result: LuaResult): void {
  if ((co.λcalls & MASK_RETURN) === 0) return
  const results = all(result)
  const transfer = transferOf(args.length + 1, results.length)
  foreignEvent(co, f, "return", [...args, ...results], transfer)
}

/** A call from debug form while call or return hooks are set. */
export function hookedCall(frame: DebugFrame, f: LuaValue, args: LuaValue[], site: number): LuaResult {
  return typeof f === "function" ? foreignCall(frame.co, f, args) : callAt(site, f, ...args)
}

/** A jump from debug form to another function while call or return hooks are set. */
export function hookedTail({ co }: DebugFrame, f: LuaFunction, args: LuaValue[]): void {
  if (isDebugForm(f) || (co.λcalls & MASK_CALL) === 0) return
  foreignEvent(co, f, "tail call", args, transferOf(1, args.length))
}

/** The call that suspended an activation has returned. */
function resumed(frame: DebugFrame, result: LuaResult): void {
  const f = frame.callee
  if (typeof f === "function" && !isDebugForm(f)) foreignReturn(frame.co, f, [], result)
}
