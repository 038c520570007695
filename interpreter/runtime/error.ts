/**
 * Raising Lua errors. Three kinds: `LuaError`, the only thing pcall catches (with the engine's own
 * stack overflow and memory errors, turned into one by `asLuaError`); library results `nil, message`;
 * and plain Errors for our own bugs, which no pcall swallows.
 */
import type { Site } from "../abi.ts"
import { chunkId } from "../syntax/chunk_id.ts"
import type { LuaValue } from "../value/value.ts"
import { lineOf } from "./site.ts"
import { siteOf } from "./unit.ts"
import { captureStack, isHandlingOverflow, parseStack, positionOf, type StackFrame } from "./stack.ts"
import { handlerState } from "./state.ts"

/** Deliberately not an Error: creating one must not capture a stack. */
export class LuaError {
  readonly value: LuaValue
  /** Text of debug.traceback where it was raised; only for errors nobody will catch. */
  traceback: string | undefined
  constructor(value: LuaValue, traceback?: string) {
    this.value = value
    this.traceback = traceback
  }
}

/** How deep to look for the innermost Lua or library function. */
const NEAR = 12

/** Makes the error to throw for a value, letting the current message handler see it first. */
export function raise(value: LuaValue): LuaError {
  const handler = handlerState.handler
  return new LuaError(handler === undefined ? value : handler(value))
}

/**
 * An error of the running function itself (luaG_runerror). site: where in which Lua function, when
 * emitted code told; otherwise the stack is asked, and a library function has no position.
 */
export function runtimeError(message: string, site?: number): LuaError {
  const known = site === undefined ? undefined : siteOf(site)
  const position = known === undefined ? positionOf(captureStack(NEAR)[0]) : sitePosition(known)
  return raise(position + message)
}

/** Where the running function stands; undefined in a library function. */
export function runningSite(): Site | undefined {
  const running = captureStack(NEAR)[0]
  return running?.kind === "lua" ? running.site : undefined
}

export function sitePosition(site: Site): string {
  return `${chunkId(site.chunkname)}:${lineOf(site)}: `
}

/** An error a library function reports about its call (luaL_error): position of its caller. */
export function libraryError(message: string): LuaError {
  return raise(where(1) + message)
}

/** `chunk:line: ` of the function at a level; 1 is the caller of the running library function (luaL_where). */
export function where(level: number): string {
  return positionOf(callersOf(captureStack(NEAR + level))[level - 1])
}

/** The stack without the running library function itself. */
export function callersOf(stack: StackFrame[]): StackFrame[] {
  return stack[0]?.kind === "native" ? stack.slice(1) : stack
}

/** The error a caught JS exception is for Lua; our own bugs are thrown on. */
export function asLuaError(e: unknown): LuaError {
  if (e instanceof LuaError) return e
  if (e instanceof RangeError) {
    if (e.message.startsWith("Maximum call stack")) return new LuaError(overflowMessage(e))
    if (e.message.startsWith("Out of memory")) return new LuaError("not enough memory")
    if (e.message.startsWith("Invalid string length")) return new LuaError("not enough memory")
  }
  throw e
}

function overflowMessage(e: RangeError): string {
  if (isHandlingOverflow()) return "error in error handling"
  const top = parseStack(e.stack ?? "", NEAR).find((frame) => frame.kind === "lua")
  return `${positionOf(top)}stack overflow`
}
