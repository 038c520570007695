/**
 * Collections as Lua sees them: which objects with finalizers the program has lost (trial.ts), and calling their
 * finalizers, in the reverse order of marking. Loaded when something is collected.
 */
import { forgetTraversals } from "../value/traversal.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { canPause, pauseFor } from "./coroutine.ts"
import { LuaError } from "./error.ts"
import { type Finalizable, type Finalizers } from "./finalizer.ts"
import { collectAll, overwriteStack } from "./heap.ts"
import { isCollectorRunning } from "./garbage.ts"
import { metamethod } from "./metatable.ts"
import { protectedCall } from "./protected.ts"
import { prototypeNamed, stackRecords } from "./stack.ts"
import { state, enterBarrier, leaveBarrier } from "./state.ts"
import { findDead } from "./trial.ts"
import { typeName } from "./type_name.ts"
import { warnings } from "./warning.ts"

export { bytesInUse, bytesMeasured, overwriteStack, reckonedGrowth, restartReckoning } from "./heap.ts"

/**
 * Collections that begin by themselves take at most this share of the time, and less when they find nothing; as 1 / n.
 */
const LEAST_SHARE = 16
const LARGEST_SHARE = 8

/** When the next one may begin, in milliseconds of the clock: short programs have none. */
let due = performance.now() + 20
let share = LARGEST_SHARE

/**
 * How many collections that began by themselves have found nothing that was there at the one before. When it is a power
 * of two from the first number on, the program is paused for the next. What was marked since does not count: a finalizer may make its
 * own successor, while the program waits for another object.
 */
let fruitless = 0
const FIRST_PAUSE = 2

/**
 * Collects if enough time has gone by since the last collection, and the collector is running. What the engine's
 * optimised code leaves in its stack frames may keep lost objects alive for as long as a loop runs. So if
 * nothing has been found for some time, and all activations can be suspended, the result is YIELD: the collection
 * follows when they are off the stack, with nothing kept but the variables that are still needed.
 */
export function collectIfDue(mayPause: boolean): LuaResult {
  const begin = performance.now()
  if (begin < due || !isCollectorRunning() || state.finalizers?.running === true) return undefined
  const isTime = fruitless >= FIRST_PAUSE && (fruitless & (fruitless - 1)) === 0
  if (mayPause && isTime && canPause()) return pauseToCollect(collectTimed)
  collectTimed()
  return undefined
}

/** Suspends the program for an action that collects: YIELD. */
export function pauseToCollect(action: () => LuaResult): LuaResult {
  return pauseFor(() => {
    // The functions that follow do not use all of their frames, and what has been suspended was there before them.
    overwriteStack()
    return action()
  })
}

function collectTimed(): undefined {
  const begin = performance.now()
  const { finalizers } = state
  const marked = finalizers?.marked.size ?? 0
  const since = marked - (finalizers?.survivors ?? 0)
  const found = collect()
  fruitless = found > Math.max(0, since) ? 0 : fruitless + 1
  share = found > 0 ? LARGEST_SHARE : Math.min(LEAST_SHARE, share * 2)
  const end = performance.now()
  due = end + (end - begin) * share
}

/** A full collection, with finalizers; how many were called. Does nothing while a finalizer runs. */
export function collect(): number {
  const { finalizers } = state
  if (finalizers?.running === true) return 0
  stackRecords.clear?.()
  forgetTraversals()
  if (finalizers === null || finalizers.marked.size === 0) {
    collectAll()
    return 0
  }
  const dead = findDead(finalizers.marked)
  finalizers.survivors = finalizers.marked.size
  for (const o of dead) finalizers.pending.push(o)
  callPending(finalizers)
  return dead.length
}

/** Calls the finalizers of all marked objects: the state is being closed. */
export function finalizeMarked(): void {
  const finalizers = state.finalizers!
  const all: Finalizable[] = []
  finalizers.marked.take((o) => all.push(o))
  for (const o of all.reverse()) finalizers.pending.push(o)
  callPending(finalizers)
}

function callPending(finalizers: Finalizers): void {
  for (let o = finalizers.pending.shift(); o !== undefined; o = finalizers.pending.shift()) {
    const finalizer = metamethod(o, "__gc")
    if (finalizer === undefined) continue
    finalizers.running = true
    finalizers.prototype = typeof finalizer === "function" ? prototypeNamed(finalizer.name) : undefined
    enterBarrier()
    const co = state.current
    try {
      // Without hooks, as in PUC (GCTM in lgc.c).
      if (co.λhook === null) callFinalizer(finalizer, o)
      else co.λhook.silenced(co, () => callFinalizer(finalizer, o))
    } finally {
      leaveBarrier()
      finalizers.running = false
      finalizers.prototype = undefined
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
