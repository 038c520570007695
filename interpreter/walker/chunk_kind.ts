/** Chunks that are walked whoever loads them, and those that are worth compiling at once. */
import type { Block, Expression, FunctionNode } from "../syntax/ast.ts"

/** Data: tables and constants, perhaps with local names. Nothing in it calls anything. */
export function isData(main: FunctionNode): boolean {
  if (main.children.length > 0) return false
  return main.body.body.every((s) => {
    if (s.type === "Return") return s.values.every(isDatum)
    return s.type === "LocalDeclaration" && !main.body.hasClose && s.values.every(isDatum)
  })
}

function isDatum(e: Expression): boolean {
  switch (e.type) {
    case "Nil":
    case "True":
    case "False":
    case "Number":
    case "String":
      return true
    case "Local":
      return e.variable.owner !== null
    case "Unary":
      return e.op === "-" && e.operand.type === "Number"
    case "Table":
      return e.items.every((item) => isDatum(item.value) && (item.type === "Positional" || isKey(item.key)))
    default:
      return false
  }
}

/** Any other key could be nil or NaN, which is an error with a position. */
function isKey(e: Expression): boolean {
  return e.type === "String" || (e.type === "Number" && e.value === e.value)
}

/** Whether some statement of a block, not of the functions in it, is a loop or may jump backwards. */
export function hasLoop(block: Block): boolean {
  return block.body.some((s) => {
    switch (s.type) {
      case "While":
      case "Repeat":
      case "NumericFor":
      case "GenericFor":
      case "Goto":
        return true
      case "Do":
        return hasLoop(s.body)
      case "If":
        return s.clauses.some((clause) => hasLoop(clause.body)) || (s.orElse !== null && hasLoop(s.orElse))
      default:
        return false
    }
  })
}
