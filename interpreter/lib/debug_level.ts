/** The stack levels that functions of the debug library are given as arguments. */
import { Coroutine } from "../value/coroutine.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import type { StackFrame } from "../runtime/stack.ts"
import { NATIVE_MARK } from "../runtime/stack.ts"
import { state } from "../runtime/state.ts"
import { levelsOf, liveStack } from "../runtime/traceback.ts"

/** How many JS frames a level may be away. */
const NEAR_LEVELS = 1000

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

/** A level of a coroutine; undefined if it has none of that number. Level 0 is the library function that asks. */
export function levelOf(co: Coroutine, level: number): Level | undefined {
  if (level < 0) return undefined
  const stack = co === state.current ? liveStack(NEAR_LEVELS + level) : levelsOf(co)
  const frame = stack[level]
  return frame && { frame, caller: stack[level + 1] }
}

/** The function of a level, if it is known. */
export function functionOf({ frame }: Level): LuaFunction | undefined {
  if (frame.kind === "lua") return frame.record?.func
  if (frame.event !== undefined) return frame.event.f
  const f = frame.caller?.callee
  return typeof f === "function" && f.name === NATIVE_MARK + frame.name ? f : undefined
}
