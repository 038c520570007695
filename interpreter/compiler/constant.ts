/** What PUC's compiler knows about constant expressions (lcode.c): it decides which operands keep their names in messages. */
import type { Expression } from "../syntax/ast.ts"
import type { LuaNumber } from "../value/number.ts"
import { fold } from "../value/fold.ts"
import { EVENTS } from "./event.ts"

/** The truth of a constant; undefined for everything else. */
export function constantTruth(e: Expression): boolean | undefined {
  switch (e.type) {
    case "Nil":
    case "False":
      return false
    case "True":
    case "String":
      return true
    case "Paren":
      return constantTruth(e.inner)
    case "Logical":
      return constantTruth(e.left) === (e.op === "and") ? constantTruth(e.right) : undefined
    case "Unary":
      if (e.op === "not") {
        const truth = constantTruth(e.operand)
        return truth === undefined ? undefined : !truth
      }
  }
  return constantNumber(e) === undefined ? undefined : true
}

/** The number that an expression is folded to. */
function constantNumber(e: Expression): LuaNumber | undefined {
  switch (e.type) {
    case "Number":
      return e.value
    case "Paren":
      return constantNumber(e.inner)
    case "Unary": {
      if (e.op !== "-" && e.op !== "~") return undefined
      const x = constantNumber(e.operand)
      return x === undefined ? undefined : fold(e.op === "-" ? "unm" : "bnot", x, 0)
    }
    case "Binary": {
      const op = EVENTS[e.op]
      const x = op && constantNumber(e.left)
      const y = x === undefined ? undefined : constantNumber(e.right)
      return y === undefined ? undefined : fold(op!, x!, y)
    }
    default:
      return undefined
  }
}
