/** Names of the events of arithmetic and bitwise operators (§2.4), which are also those of the runtime's helpers. */
import type { BinaryOp } from "../syntax/ast.ts"
import type { BinaryEvent } from "./debug/code.ts"

export const EVENTS: Partial<Record<BinaryOp, BinaryEvent>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "//": "idiv",
  "%": "mod",
  "^": "pow",
  "&": "band",
  "|": "bor",
  "~": "bxor",
  "<<": "shl",
  ">>": "shr",
}
