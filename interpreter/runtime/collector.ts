/**
 * Collections as Lua sees them: which objects with finalizers the program has lost (trial.ts), and calling their
 * finalizers, in the reverse order of marking. Loaded when something is collected.
 */
import { forgetTraversals } from "../value/traversal.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { enterBarrier, leaveBarrier } from "./barrier.ts"
import { LuaError } from "./error.ts"
import { FIRST_LIMIT, type Finalizable, type Finalizers } from "./finalizer.ts"
import { metamethod } from "./metatable.ts"
import { protectedCall } from "./protected.ts"
import { state } from "./state.ts"
import { findDead } from "./trial.ts"
import { typeName } from "./type_name.ts"
import { warnings } from "./warning.ts"

/** A full collection, with finalizers. Does nothing while a finalizer runs. */
export function collect(): void {
  const { finalizers } = state
  forgetTraversals()
  if (finalizers === null || finalizers.marked.size === 0) {
    Bun.gc(true)
    return
  }
  if (finalizers.running) return
  for (const o of findDead(finalizers.marked)) finalizers.pending.push(o)
  finalizers.limit = Math.max(FIRST_LIMIT, 2 * finalizers.marked.size)
  callPending(finalizers)
}

/** Calls the finalizers of all marked objects: the state is being closed. */
export function finalizeMarked(): void {
  const finalizers = state.finalizers!
  finalizers.pending.push(...[...finalizers.marked].reverse())
  finalizers.marked.clear()
  callPending(finalizers)
}

function callPending(finalizers: Finalizers): void {
  for (let o = finalizers.pending.shift(); o !== undefined; o = finalizers.pending.shift()) {
    const finalizer = metamethod(o, "__gc")
    if (finalizer === undefined) continue
    finalizers.running = true
    enterBarrier()
    try {
      callFinalizer(finalizer, o)
    } finally {
      leaveBarrier()
      finalizers.running = false
    }
  }
}

/** An error becomes a warning (luaE_warnerror). */
function callFinalizer(finalizer: LuaValue, o: Finalizable): void {
  const [ok, error] = protectedCall(toFunction(finalizer), [o], undefined) as LuaValue[]
  if (ok === true) return
  const text = typeof error === "string" ? error : "error object is not a string"
  warnings.write(`error in __gc (${text})`)
}

/** A finalizer that cannot be called has its own text for that. */
function toFunction(finalizer: LuaValue): LuaValue {
  if (typeof finalizer === "function" || metamethod(finalizer, "__call") !== undefined) return finalizer
  const text = `attempt to call a ${typeName(finalizer)} value (metamethod '__gc')`
  return (() => {
    throw new LuaError(text)
  }) as LuaFunction
}
