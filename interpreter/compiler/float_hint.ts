/** Whether a chunk looks as if it computed with floats: a guess, which only decides what is tested first. */
import type { FunctionNode } from "../syntax/ast.ts"
import { isInteger, type LuaNumber } from "../value/number.ts"
import { partsOf } from "./parts.ts"

/** Functions of `math` that give floats. */
const FLOAT_FUNCTIONS = new Set(["sqrt", "sin", "cos", "tan", "exp", "log", "atan", "pi", "huge"])

/** True if there is a quotient, a power, a float or one of math's functions in one of these functions' own statements. */
export function mentionFloats(nodes: FunctionNode[]): boolean {
  return nodes.some((node) => node.body.body.some(mentions))
}

function mentions(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false
  const node = part as { type?: string; op?: string; value?: unknown }
  switch (node.type) {
    case "FunctionNode":
      return false
    case "Binary":
      if (node.op === "/" || node.op === "^") return true
      break
    case "Number":
      return !isInteger(node.value as LuaNumber)
    case "String":
      return FLOAT_FUNCTIONS.has(node.value as string)
    default:
      break
  }
  return partsOf(node).some(mentions)
}
