/** Coroutines as data; runtime/coroutine.ts runs them. */
import type { Frame } from "../abi.ts"
import { sealPrototype } from "./prototype.ts"
import type { LuaFunction, LuaResult, LuaValue } from "./value.ts"

export type CoroutineStatus = "suspended" | "running" | "normal" | "dead"

/** A hook (runtime/hook.ts) as those see it who do not set hooks. */
export interface InheritedHook {
  heir(): InheritedHook
  /** Calls a function, with events if it is one that does not call hooks itself. */
  call(f: LuaFunction, args: LuaValue[]): LuaResult
  /** Runs something of which the hook is told nothing. */
  silenced(co: Coroutine, action: () => void): void
}

const NOTHING: LuaValue[] = []

export class Coroutine {
  λstatus: CoroutineStatus = "suspended"
  /** The body until it is first resumed, then null. */
  λbody: LuaFunction | null
  /** Suspended activations; the innermost is the last. */
  λframes: Frame[] = []
  /** Where those of them are that catch errors; null: there have never been any. */
  λcatchers: number[] | null = null
  /** Values of its pending to-be-closed variables, oldest first. */
  λtbc: LuaValue[] = []
  /** Values on their way out (yield). */
  λtransfer: LuaValue[] = NOTHING
  /** Library calls on the stack that cannot be yielded across; 1 for the main coroutine. */
  λbarriers = 0
  /** λbarriers where the innermost pcall on the stack began, if errors may return to it; -1 otherwise. */
  λcatcher = -1
  /** An error on its way to that pcall as YIELD, as a LuaError. */
  λraising: unknown = null
  /** Some saved xpcall has a message handler to be put in force again. */
  λhandles = false
  /** What killed it, for coroutine.close. */
  λerror: { value: LuaValue } | null = null
  /** The stack where that was raised, as runtime/stack.ts reads it. */
  λtrace: unknown[] | null = null
  /** The coroutine that resumed it, while it runs. */
  λresumer: Coroutine | null = null
  /** The innermost activation in debug form, as a DebugFrame (runtime/frame.ts). */
  λtop: unknown = null
  /** A function that is being tail-called by one in debug form. */
  λtail: LuaFunction | null = null
  /** The hook, as a Hook (runtime/hook.ts), and whether it is running. */
  λhook: InheritedHook | null = null
  λhooking = false
  /** The library function whose call or return that is, as a NativeCall (runtime/frame.ts). */
  λevent: unknown = null
  /** What emitted code in debug form looks at: the hook's mask for instructions, and for calls and returns. */
  λtrap = 0
  λcalls = 0
  constructor(body: LuaFunction | null) {
    this.λbody = body
  }
}
sealPrototype(Coroutine)
