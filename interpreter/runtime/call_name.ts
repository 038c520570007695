/** How a running function was called, from its caller's site (luaG's function names). */
import { state } from "./state.ts"
import { captureStack, type LuaFrame, type StackFrame } from "./stack.ts"
import { calledAt } from "./site.ts"

export interface CallName {
  /** Without quotes; "?" when unknown. */
  name: string
  /** "global", "local", "method", "field", "upvalue", "for iterator", "metamethod", "" */
  kind: string
}

/** Reads `kind 'name'`. */
export function parseName(text: string | undefined): CallName | undefined {
  if (text === undefined || text === "") return undefined
  const quote = text.indexOf(" '")
  return { kind: text.slice(0, quote), name: text.slice(quote + 2, -1) }
}

/** The name by which a frame's current call goes: that of the function above it. */
export function calledName(caller: StackFrame | undefined): CallName | undefined {
  return caller?.kind === "lua" ? parseName(calledAt((caller as LuaFrame).site)) : undefined
}

/**
 * The same, with what is known of activations in debug form: one that was tail-called has lost its name, a hook
 * has none. A finalizer is called by the collector.
 */
export function frameName(frame: StackFrame, caller: StackFrame | undefined): CallName | undefined {
  const record = frame.kind === "lua" ? frame.record : undefined
  if (record?.isTail === true) return undefined
  const finalizer = state.finalizers?.prototype
  if (finalizer !== undefined && frame.kind === "lua" && frame.prototype === finalizer)
    return { name: "__gc", kind: "metamethod" }
  const isHook = record?.isHook === true || (caller?.kind === "lua" && caller.record?.isHooked === true)
  return isHook ? { name: "?", kind: "hook" } : calledName(caller)
}

/** The name of the running library function, for argument errors (luaL_argerror). */
export function nativeCallName(): { name: string; isMethod: boolean } {
  const stack = captureStack(14)
  const self = stack[0]
  const native = self?.kind === "native" ? self.name : undefined
  const called = calledName(native === undefined ? self : stack[1])
  if (called?.kind === "method") return { name: called.name, isMethod: true }
  if (called !== undefined) return { name: called.name, isMethod: false }
  // Called by a library function, pcall for example.
  return { name: native === undefined || native === "" ? "?" : native, isMethod: false }
}
