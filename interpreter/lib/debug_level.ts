/** The stack levels that functions of the debug library are given as arguments. */
import { Coroutine } from "../value/coroutine.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import type { DebugFrame } from "../runtime/frame.ts"
import { captureStack, stackRecords, type StackFrame } from "../runtime/stack.ts"
import { state } from "../runtime/state.ts"
import { levelsOf, liveStack } from "../runtime/traceback.ts"
import { NATIVE_MARK } from "../runtime/mark.ts"

/** An optional first thread argument shifts the others by one. */
export function withThread(args: LuaValue[]): { co: Coroutine; rest: LuaValue[]; shift: number } {
  const co = args[0]
  return co instanceof Coroutine
    ? { co, rest: args.slice(1), shift: 1 }
    : { co: state.current, rest: args, shift: 0 }
}

export interface Level {
  frame: StackFrame
  caller: StackFrame | undefined
}

/**
 * A level of a coroutine; undefined if it has none of that number. Level 0 of the running coroutine is the library
 * function that asks, `self`.
 */
export function levelOf(co: Coroutine, level: number, self: LuaFunction): Level | undefined {
  if (level < 0) return undefined
  if (co !== state.current) return pick(levelsOf(co), level)
  const near = nearRecord(co, level, self)
  if (near === null) return farLevel(co, level)
  const caller = callerOf(near)
  if (caller !== null) return { frame: frameOf(near), caller: frameOf(caller) }
  return {
    frame: frameOf(near),
    // Only names ask for it.
    get caller() {
      return farLevel(co, level)?.caller
    },
  }
}

function farLevel(co: Coroutine, level: number): Level | undefined {
  for (let limit = FEW_FRAMES + FRAMES_PER_LEVEL * level; limit < MANY_FRAMES + level; limit *= 8) {
    const stack = captureStack(limit)
    if (stack.length <= level + 1) continue
    stackRecords.add?.(stack, co)
    return pick(stack, level)
  }
  return pick(liveStack(MANY_FRAMES + level), level)
}

/** How many JS frames to look at, first and last. */
const FEW_FRAMES = 12
const FRAMES_PER_LEVEL = 4
const MANY_FRAMES = 1000

function pick(stack: StackFrame[], level: number): Level | undefined {
  const frame = stack[level]
  return frame && { frame, caller: stack[level + 1] }
}

/**
 * The activation of a level without a look at JavaScript's stack, which takes microseconds: where hooks and functions in
 * debug form call each other directly, their records tell all. Null if it cannot be known.
 */
function nearRecord(co: Coroutine, level: number, self: LuaFunction): DebugFrame | null {
  let record = co.λtop as DebugFrame | null
  if (level === 0 || record === null || record.callee !== self) return null
  for (let i = 1; i < level && record !== null; i++) record = callerOf(record)
  return record
}

function frameOf(record: DebugFrame): StackFrame {
  return { ...record.stackFrame, record }
}

/** The activation from which another was called, or for which it runs as a hook; null if that is not certain. */
function callerOf(record: DebugFrame): DebugFrame | null {
  const { below } = record
  if (below === null) return null
  if (record.isHook) return record.co.λevent === null ? below : null
  return !record.isTail && below.callee === record.func ? below : null
}

/** The function of a level, if it is known. */
export function functionOf({ frame }: Level): LuaFunction | undefined {
  if (frame.kind === "lua") {
    const { record, unit, prototype } = frame
    if (record !== undefined) return record.func
    return prototype === unit.prototypes[0] ? (unit.main as LuaFunction | undefined) : undefined
  }
  if (frame.event !== undefined) return frame.event.f
  const f = frame.caller?.callee
  return typeof f === "function" && f.name === NATIVE_MARK + frame.name ? f : undefined
}
