/**
 * What an activation saves at each yield point: the variables that are live there. Saving more would be
 * wrong only in speed: a value kept alive for a suspension that never comes must be kept in its general
 * form all the time.
 */
import type { LoweredFunction } from "./ir.ts"
import { liveAt } from "./liveness.ts"

/** All variables that the function's code mentions, in the order both bodies agree on. */
export function variablesOf(f: LoweredFunction): string[] {
  const parameters = f.parameters.map((p) => p.replace("...", ""))
  return [...f.captures, ...(f.usesSelf ? [f.jsName] : []), ...parameters, ...f.variables]
}

/** Saved names by yield point minus one. */
export function savedAt(f: LoweredFunction): string[][] {
  return liveAt(f, variablesOf(f))
}
