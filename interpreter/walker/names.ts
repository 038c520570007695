/** How messages name operands and called functions: what the compiler writes into sites. */
import type { Expression, IndexExpression } from "../syntax/ast.ts"

/** `local 'x'`, `field 'y'`; "" for what has no name. */
export function operandName(e: Expression): string {
  switch (e.type) {
    case "Local":
      return `${e.variable.owner === null ? "upvalue" : "local"} '${e.variable.name}'`
    case "Index":
      return indexName(e)
    case "String":
      return `constant '${e.value}'`
    default:
      return ""
  }
}

/** PUC's compiler has an instruction for keys that fit a byte. */
function indexName({ key, global }: IndexExpression): string {
  const value = key.type === "Number" ? key.value : undefined
  if (typeof value === "number" && (value & 255) === value) return "field 'integer index'"
  return `${global ? "global" : "field"} '${key.type === "String" ? key.value : "?"}'`
}
