/**
 * `t[#t + 1] = v`, the usual way to append: an array part that has elements and nothing beside them grows by one,
 * without a look at the length as a Lua value.
 */
import type { Expression, IndexExpression } from "../syntax/ast.ts"
import type { FunctionBuilder } from "./builder.ts"
import { boxed, readable } from "./operand.ts"
import { lowerIndexParts, writeTo } from "./lower_expression.ts"

/** Lowers such an assignment to an element of a local variable's table; false if it is none. */
export function lowerAppend(
  b: FunctionBuilder,
  target: IndexExpression,
  value: Expression,
  line: number,
): boolean {
  const { object, key } = target
  if (object.type !== "Local" || b.chunk.inCell(object.variable)) return false
  const list = lengthPlusOne(key)
  if (list?.type !== "Local" || list.variable !== object.variable) return false
  const o = b.lower(object)
  if (o.type !== "any" && o.type !== "table") return false
  // The elements there were before the value was evaluated; 0 where another way must be taken.
  const n = b.temp()
  const isList = `${readable(o.js)}&&${o.js}.λmeta===null&&${o.js}.λhash===null`
  b.js(`${n} = ${isList}?${o.js}.λarr.length:0;`)
  const at = b.temp()
  const then = b.collect(() => b.js(`${at} = ${lowerIndexParts(b, target)[1].js};`))
  b.out.push({ kind: "if", condition: `${n} === 0`, then, orElse: [{ kind: "js", code: `${at} = ${n}+1;` }] })
  const v = b.pin(boxed(b, b.lower(value)))
  const present = v.type === "any" || v.type === "nil" ? `&&${v.js}!==void 0` : ""
  const store = b.collect(() => writeTo(b, o, { js: at, type: "any", stable: true, name: "" }, v, line))
  const push: { kind: "js"; code: string } = { kind: "js", code: `${o.js}.λarr.push(${v.js});` }
  const condition = `${n}>0${present}&&${isList}&&${o.js}.λarr.length===${n}`
  b.out.push({ kind: "if", condition, then: [push], orElse: store })
  return true
}

/** The operand of `#` in `#x + 1`. */
export function lengthPlusOne(key: Expression): Expression | undefined {
  if (key.type !== "Binary" || key.op !== "+" || key.right.type !== "Number" || key.right.value !== 1)
    return undefined
  return key.left.type === "Unary" && key.left.op === "#" ? key.left.operand : undefined
}
