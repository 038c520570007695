/**
 * The way from what every start needs to the rest of the runtime (rest.ts), which is loaded by the first who asks for
 * it. Modules that are loaded late themselves import what they need: it is there before they run, so that nothing is
 * loaded where the stack has overflowed.
 */
import { lateModule } from "../value/late_module.ts"
import type { Rest } from "./rest.ts"

let loaded: Rest | undefined

/** Told by rest.ts that it is there, whoever has loaded it. */
export function provideRest(rest: Rest): void {
  loaded = rest
}

export function rest(): Rest {
  if (loaded === undefined) lateModule<typeof import("./rest.ts")>("interpreter/runtime/rest")
  return loaded!
}
