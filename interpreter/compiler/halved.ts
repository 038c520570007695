/**
 * Locals that are assigned what integer operators give, more than 53 bits of it perhaps: `h = (h ~ b) * p`. Beside such a local
 * are two JS variables for halves. Where it is `HALVED`, its value is in these, and no object is made of it
 * until it is read by something else than integer operators (lower_wide.ts).
 */
import type { Expression, FunctionNode, Variable } from "../syntax/ast.ts"
import { hiOf, isInteger, LuaInt64 } from "../value/number.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"
import type { FunctionBuilder } from "./builder.ts"
import { BITWISE, WRAPPING } from "./types.ts"

/** JS variables of the high and the low half, both int32. */
export interface HalvesOf {
  high: string
  low: string
}

/** How emitted code tells that the value is in the halves. */
export const HALVED = "HALVED"

/**
 * The same where it becomes so. Read as a property: where that has never happened, the JS engine leaves it out, and the variable is a
 * number for it.
 */
export const BECOMES_HALVED = "R.HALVED"

/** Notes such locals of a function; sources: what is assigned to each of its locals, null for what is not known. */
export function inferHalved(
  chunk: ChunkBuilder,
  node: FunctionNode,
  sources: Map<Variable, (Expression | null)[]>,
): void {
  for (const [variable, values] of sources) {
    if (variable.owner !== node || !variable.assigned || variable.captured) continue
    if (chunk.types.has(variable) || node.params.includes(variable)) continue
    if (values.some((value) => value !== null && isWide(value))) chunk.halved.add(variable)
  }
}

/** Whether an expression has bitwise operators or wraps around, and its result may have more than 53 bits. */
function isWide(e: Expression): boolean {
  if (e.type === "Unary") return e.op === "~" && isOperator(e.operand)
  if (e.type !== "Binary") return false
  if (e.op === "&") return isOperator(e) && !isShort(e.left) && !isShort(e.right)
  if (e.op === ">>") return e.right.type === "Number" && Number(e.right.value) < 11 && isOperator(e.left)
  if (BITWISE.has(e.op)) return isOperator(e.left) || isOperator(e.right)
  return WRAPPING.has(e.op) && [e.left, e.right].some((x) => isBitwise(x) || isWideConstant(x))
}

const isOperator = (e: Expression): boolean => e.type === "Binary" || (e.type === "Unary" && e.op === "~")
const isBitwise = (e: Expression): boolean => e.type === "Binary" && BITWISE.has(e.op)

/** A constant of at most 32 bits. */
const isShort = (e: Expression): boolean => e.type === "Number" && isInteger(e.value) && hiOf(e.value) === 0

/** A constant of more than 53 bits. */
export const isWideConstant = (e: Expression): boolean => e.type === "Number" && e.value instanceof LuaInt64

/** The halves of a local that is kept so; undefined for all others. */
export function halvesOf(b: FunctionBuilder, variable: Variable): HalvesOf | undefined {
  return b.chunk.halved.has(variable) ? b.chunk.halvesOf(variable) : undefined
}

/** The statement that makes a Lua value of what such a local, in the variable `js`, has. */
export function joinText(js: string, { high, low }: HalvesOf): string {
  return `if(${js}===${HALVED})${js}=wide(${high},${low});`
}
