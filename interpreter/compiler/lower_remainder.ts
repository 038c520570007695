/** Tests of remainders, `x % 2 == 0`: the remainder of a float would be boxed only to be compared. */
import type { Expression } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { typeOf } from "./infer.ts"
import { asValue, reusable } from "./operand.ts"
import { isFloaty, isNumeric } from "./types.ts"

type Binary = Expression & { type: "Binary" }

/** Lowers the comparison of `x % b` and `c` for small integer literals `b > 0` and `c`; undefined if it is none. */
export function lowerRemainderTest(b: FunctionBuilder, e: Binary): Operand | undefined {
  const { left, right } = e
  if (left.type !== "Binary" || left.op !== "%") return undefined
  const divisor = int32(left.right)
  const wanted = int32(right)
  if (divisor === undefined || divisor <= 0 || wanted === undefined) return undefined
  if (isFloaty(typeOf(b.chunk, left.left))) return undefined
  const operand = b.lower(left.left)
  // Of a number with a flag, the value will do.
  const x = reusable(b, operand.flag === undefined ? asValue(operand) : operand)
  const t = b.temp()
  const site = b.chunk.site(left.line, [x.name, ""], "mod")
  const number = isNumeric(x.type) ? "" : `typeof ${x.js}==="number"&&`
  // Computed with the variable itself, it would be the remainder of any two values where that has had other types.
  const i = b.temp()
  const fast = `if(${number}(${i}=${x.js}|0)===${x.js})${t}=${testText(i, divisor, wanted)};else `
  const slow = `modIs(${asValue(x).js}, ${divisor}, ${wanted}, ${site.id})`
  b.op({ fast, slowIf: "true", slow, target: t, post: "truthy", defines: [i] }, site)
  const negate = e.op === "~="
  return { js: negate ? `!${t}` : t, type: "bool", stable: !negate, name: "" }
}

function int32(e: Expression): number | undefined {
  if (e.type !== "Number" || typeof e.value !== "number") return undefined
  return (e.value | 0) === e.value ? e.value : undefined
}

/** The test for an int32: JavaScript's remainder has the sign of `x`, Lua's that of the divisor. */
function testText(x: string, divisor: number, wanted: number): string {
  if ((divisor & (divisor - 1)) === 0) return `(${x}&${divisor - 1})===${wanted}`
  const remainder = `(${x}%${divisor}|0)`
  if (wanted <= 0 || wanted >= divisor) return `${remainder}===${wanted === 0 ? 0 : "NaN"}`
  return `(${x}<0?${remainder}+${divisor}:${remainder})===${wanted}`
}
