/** The way to the code for numerals that are not short decimal integers: many small scripts have none. */
import { once } from "../value/once.ts"
import { lateModule } from "../value/late_module.ts"

export const numerals = once(() =>
  lateModule<typeof import("../value/numeral.ts")>("interpreter/value/numeral"),
)
