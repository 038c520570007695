/** Tracebacks (luaL_traceback). */
import { chunkId } from "../syntax/chunk_id.ts"
import type { Coroutine } from "../value/coroutine.ts"
import { isNumber } from "../value/number.ts"
import { first, type LuaValue } from "../value/value.ts"
import { callBack, toDisplay } from "./barrier.ts"
import { frameName } from "./call_name.ts"
import { stackOf } from "./coroutine.ts"
import { globalNameOf, globalNames, type GlobalNames } from "./global_name.ts"
import { metamethod } from "./metatable.ts"
import { captureStack, stackRecords, type StackFrame } from "./stack.ts"
import { state } from "./state.ts"
import { basicType } from "./type_name.ts"
import { STRIPPED } from "./site.ts"

/** Levels shown at the top and at the bottom of a long traceback. */
const TOP_LEVELS = 10
const BOTTOM_LEVELS = 11

/** How many JS frames to look at. */
const FAR = 100_000

/**
 * Text of the stack from a level on; level 0 is the library function on top of it, if there is one. As in C, the message
 * ends at a NUL.
 */
export function traceback(message: string | undefined, level: number, co?: Coroutine): string {
  const stack = co === undefined || co === state.current ? liveStack(FAR) : levelsOf(co)
  const names = globalNames()
  const lines = message === undefined ? [] : message.split("\0", 1)
  lines.push("stack traceback:")
  const describeLevel = (i: number): void => {
    const frame = stack[i]!
    lines.push(`\t${describe(frame, stack[i + 1], names)}`)
    if (frame.kind === "lua" && frame.record?.isTail === true) lines.push("\t(...tail calls...)")
  }
  const last = stack.length - 1
  const isLong = last - level > TOP_LEVELS + BOTTOM_LEVELS
  const top = isLong ? level + TOP_LEVELS : stack.length
  for (let i = level; i < top; i++) describeLevel(i)
  if (isLong) {
    // Like PUC, one less than there are.
    lines.push(`\t...\t(skipping ${last - top - BOTTOM_LEVELS} levels)`)
    for (let i = stack.length - BOTTOM_LEVELS; i < stack.length; i++) describeLevel(i)
  }
  return lines.join("\n")
}

/** What lua.c's message handler makes of an error value: a text, with a traceback of where it was raised. */
export function uncaughtMessage(value: LuaValue): LuaValue {
  if (typeof value === "string" || isNumber(value)) return traceback(toDisplay(value), 0)
  const toText = metamethod(value, "__tostring")
  const text = toText === undefined ? undefined : first(callBack(toText, value))
  return typeof text === "string" ? text : traceback(`(error object is a ${basicType(value)} value)`, 0)
}

/** The running stack as levels. The main program was called by the stand-alone interpreter. */
export function liveStack(limit: number): StackFrame[] {
  const stack = captureStack(limit)
  stackRecords.add?.(stack, state.current)
  if (state.current === state.main) stack.push({ kind: "native", name: "" })
  return stack
}

/** The levels of a coroutine that is not running. */
export function levelsOf(co: Coroutine): StackFrame[] {
  const stack = stackOf(co)
  stackRecords.add?.(stack, co)
  return stack
}

function describe(frame: StackFrame, caller: StackFrame | undefined, names: GlobalNames): string {
  return `${positionText(frame)} in ${functionText(frame, caller, names)}`
}

function positionText(frame: StackFrame): string {
  if (frame.kind === "native") return "[C]:"
  if (frame.unit.chunkname === STRIPPED) return "?:"
  return `${chunkId(frame.unit.chunkname)}:${frame.site?.line ?? "?"}:`
}

/** How a traceback calls a function (lauxlib's pushfuncname). */
function functionText(frame: StackFrame, caller: StackFrame | undefined, names: GlobalNames): string {
  const global = globalNameOf(frame, names)
  if (global !== undefined) return `function '${global}'`
  const called = frameName(frame, caller)
  if (called !== undefined) return `${called.kind} '${called.name}'`
  if (frame.kind === "native") return "?"
  if (frame.prototype.line === 0) return "main chunk"
  return `function <${chunkId(frame.unit.chunkname)}:${frame.prototype.line}>`
}
