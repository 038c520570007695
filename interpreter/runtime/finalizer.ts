/**
 * Objects with finalizers (§2.5.3): those whose metatable had a `__gc` field when it was set. They are kept in the
 * order in which they were marked, strongly: only a collection of our own (collector.ts) looks which of them
 * the program has lost, so nothing else ever has to deal with an object that is gone.
 */
import type { Prototype } from "../abi.ts"
import { lateModule } from "../value/late_module.ts"
import { getString, type LuaTable } from "../value/table.ts"
import type { Userdata } from "../value/userdata.ts"
import type { LuaResult } from "../value/value.ts"
import { hasWeakTables } from "../value/weak_hash.ts"
import { state } from "./state.ts"

export type Finalizable = LuaTable | Userdata

/**
 * Marked objects in their order. An array, with what is no longer in it overwritten: the engine looks for references
 * on the stack without knowing what is still in use, so the storage of a Set that has been cleared may keep all alive.
 */
export class Marked {
  #objects: (Finalizable | undefined)[] = []
  #places = new WeakMap<Finalizable, number>()
  size = 0

  add(o: Finalizable): void {
    if (this.#places.has(o)) return
    if (this.#objects.length > 2 * this.size + MOST_HOLES) this.#compact()
    this.#places.set(o, this.#objects.push(o) - 1)
    this.size++
  }

  delete(o: Finalizable): void {
    const at = this.#places.get(o)
    if (at === undefined) return
    this.#objects[at] = undefined
    this.#places.delete(o)
    this.size--
  }

  #compact(): void {
    this.#objects = this.#objects.filter((o) => o !== undefined)
    this.#objects.forEach((o, at) => this.#places.set(o!, at))
  }

  /** Empties the list, the first marked first. */
  take(receive: (o: Finalizable) => void): void {
    const objects = this.#objects
    for (let at = 0; at < objects.length; at++) {
      const o = objects[at]
      if (o === undefined) continue
      this.delete(o)
      receive(o)
    }
    objects.length = 0
  }
}

/** What a Lua state knows about its finalizers. */
export interface Finalizers {
  /** In the order of marking. */
  marked: Marked
  /** Lost ones whose finalizers are to be called, in this order. */
  pending: Finalizable[]
  /** How many marked objects the last collection has left. */
  survivors: number
  /** A finalizer runs: there are no collections. */
  running: boolean
  /** The one that runs, if it is a Lua function: it is called as metamethod `__gc`. */
  prototype?: Prototype | undefined
}

/** Places of objects that are no longer marked, such as closed files, before the list is made shorter. */
const MOST_HOLES = 1000

export type CollectorModule = typeof import("./collector.ts")

/** What collects, and calls finalizers. */
export function collector(): CollectorModule {
  return lateModule<CollectorModule>("interpreter/runtime/collector")
}

/** Marks an object for finalization if its new metatable has a finalizer; once marked, it remains so. */
export function checkFinalizer(o: Finalizable, meta: LuaTable): void {
  if (getString(meta, "__gc") !== undefined) markFinalizable(o)
}

/**
 * What may pass before the next look at the clock whether a collection is due: rounds of loops in chunks that have to
 * do with finalizers or weak tables, and marks, which count for more.
 */
const ROUNDS = 1024
export const budget = { left: 8 * ROUNDS }
const ROUNDS_PER_MARK = 64

/**
 * Looks whether it is time for a collection, and does it. The caller has used up the budget; if it may be paused and
 * this is YIELD, it must return that, and the collection follows (see collectIfDue).
 */
export function checkpoint(mayPause = false): LuaResult {
  budget.left = ROUNDS
  if (state.closing || (state.finalizers === null && !hasWeakTables())) return undefined
  return collector().collectIfDue(mayPause)
}

export function markFinalizable(o: Finalizable): void {
  if (state.closing) return
  const finalizers = (state.finalizers ??= {
    marked: new Marked(),
    pending: [],
    survivors: 0,
    running: false,
  })
  finalizers.marked.add(o)
  budget.left -= ROUNDS_PER_MARK
  if (budget.left < 0) checkpoint()
}

/** Forgets the mark of an object whose finalizer would do nothing. */
export function unmarkFinalizable(o: Finalizable): void {
  state.finalizers?.marked.delete(o)
}
