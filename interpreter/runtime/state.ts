/** The Lua state this thread is running: globals, registry, metatables of the basic types. */
import type { Frame } from "../abi.ts"
import { Coroutine } from "../value/coroutine.ts"
import type { LuaTable } from "../value/table.ts"
import type { LuaValue } from "../value/value.ts"
import type { Finalizers } from "./finalizer.ts"

export interface LuaState {
  /** There once the libraries have been opened. */
  globals: LuaTable
  /** Values that libraries keep per state. */
  registry: Map<string, LuaValue>
  /** Metatables of types that have one each (§2.4), by type name. */
  metatables: { [type in "nil" | "boolean" | "number" | "string" | "function" | "thread"]: LuaTable | null }
  main: Coroutine
  /** The running coroutine. */
  current: Coroutine
  /** Objects with finalizers; null: there were none yet. */
  finalizers: Finalizers | null
  /** The state is being closed: no more objects get finalizers. */
  closing: boolean
  /** How many coroutines have hooks. */
  hooks: number
  /** Whether warnings are written (§6.1, `warn`). */
  warns: boolean
}

function freshState(): LuaState {
  const main = new Coroutine(null)
  main.λstatus = "running"
  return {
    globals: undefined as never,
    registry: new Map(),
    metatables: { nil: null, boolean: null, number: null, string: null, function: null, thread: null },
    main,
    current: main,
    finalizers: null,
    closing: false,
    hooks: 0,
    warns: false,
  }
}

export const state: LuaState = freshState()

/** Activations of the running coroutine that are being unwound, innermost first. No Lua code runs meanwhile. */
export const unwinding: Frame[] = []

/** Forbids yields until leaveBarrier; always in try/finally. */
export function enterBarrier(): void {
  state.current.λbarriers++
}
export function leaveBarrier(): void {
  state.current.λbarriers--
}

/**
 * The message handler of the innermost xpcall (or of the program itself), called where the error is
 * raised, with the stack still standing; undefined inside a plain pcall.
 */
export interface HandlerState {
  handler: ((value: LuaValue) => LuaValue) | undefined
}
export const handlerState: HandlerState = { handler: undefined }

/** Starts over with an empty state; libraries are opened by open_libraries. */
export function resetState(): void {
  Object.assign(state, freshState())
}
