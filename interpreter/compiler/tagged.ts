/**
 * Locals that hold numbers of both kinds, mostly: `n = n / 2` in one place, `n = 3 * n + 1` in another. They are a JS number
 * and, in a second variable, whether it is a float (type "tagged" in types.ts), so that nothing is boxed when
 * a float is integral, and nothing need be found out from a number's value when it is computed with.
 */
import type { Variable } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { asValue, raw, reusable } from "./operand.ts"

/** Emits the store of a value into such a variable. */
export function storeTagged(b: FunctionBuilder, variable: Variable, value: Operand): void {
  const number = b.chunk.nameOf(variable)
  const flag = b.chunk.flagOf(variable)
  if (value.literal !== undefined || value.type === "int" || value.type === "f64")
    b.js(`${number} = ${raw(value)}; ${flag} = ${value.type === "f64"};`)
  else if (value.flag !== undefined) b.js(`${number} = ${value.js}; ${flag} = ${value.flag};`)
  else if (value.type === "flt") {
    const { js } = reusable(b, value)
    const code = `if(typeof ${js}==="number"){${number}=${js};${flag}=true}else{${number}=boxFloat(${js});${flag}=false}`
    b.out.push({ kind: "js", code, defines: [number, flag] })
  } else splitValue(b, b.pin(asValue(value)).js, number, flag)
}

/** Emits code that takes a Lua value, which is in a variable, apart. */
export function splitValue(b: FunctionBuilder, value: string, number: string, flag: string): void {
  const code =
    `if(typeof ${value}==="number"){${number}=+${value};${flag}=(${number}|0)!==${number}&&!isSafe(${number})}` +
    `else if(${value}!==void 0&&${value}.λn!==void 0){${number}=${value}.λn;${flag}=true}` +
    `else{${number}=${value};${flag}=false}`
  b.out.push({ kind: "js", code, defines: [number, flag] })
}
