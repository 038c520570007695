/**
 * Objects with finalizers (§2.5.3): those whose metatable had a `__gc` field when it was set. They are kept in the
 * order in which they were marked, strongly: only a collection of our own (collector.ts) looks which of them
 * the program has lost, so nothing else ever has to deal with an object that is gone.
 */
import { lateModule } from "../value/late_module.ts"
import { getString, type LuaTable } from "../value/table.ts"
import type { Userdata } from "../value/userdata.ts"
import { state } from "./state.ts"

export type Finalizable = LuaTable | Userdata

/** What a Lua state knows about its finalizers. */
export interface Finalizers {
  /** In the order of marking. */
  marked: Set<Finalizable>
  /** Lost ones whose finalizers are to be called, in this order. */
  pending: Finalizable[]
  /** How many marked ones there may be before the next collection. */
  limit: number
  /** A finalizer runs: there are no collections. */
  running: boolean
}

/** So many objects are marked before the first collection looks for dead ones. */
export const FIRST_LIMIT = 1000

const NO_FINALIZERS = { limit: FIRST_LIMIT, running: false }

export type CollectorModule = typeof import("./collector.ts")

/** What collects, and calls finalizers. */
export function collector(): CollectorModule {
  return lateModule<CollectorModule>("interpreter/runtime/collector")
}

/** Marks an object for finalization if its new metatable has a finalizer; once marked, it remains so. */
export function checkFinalizer(o: Finalizable, meta: LuaTable): void {
  if (getString(meta, "__gc") !== undefined) markFinalizable(o)
}

export function markFinalizable(o: Finalizable): void {
  if (state.closing) return
  const finalizers = (state.finalizers ??= { ...NO_FINALIZERS, marked: new Set(), pending: [] })
  finalizers.marked.add(o)
  if (finalizers.marked.size > finalizers.limit) collector().collect()
}

/** Forgets the mark of an object whose finalizer would do nothing. */
export function unmarkFinalizable(o: Finalizable): void {
  state.finalizers?.marked.delete(o)
}

/** Calls all finalizers, in the reverse order of marking: the Lua state ends. Later marks have no effect. */
export function finalizeAll(): void {
  state.closing = true
  if (state.finalizers !== null) collector().finalizeMarked()
}
