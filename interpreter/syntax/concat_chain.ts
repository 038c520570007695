/** `a .. b .. c`: right-associative, its operands are evaluated in their order and then joined from the right, as PUC does. */
import type { Expression } from "./ast.ts"

/** The operands of a chain, and the lines of the operators between them. */
export function concatChain(e: Expression): { parts: Expression[]; lines: number[] } {
  const parts: Expression[] = []
  const lines: number[] = []
  let rest = e
  while (rest.type === "Binary" && rest.op === "..") {
    parts.push(rest.left)
    lines.push(rest.line)
    rest = rest.right
  }
  parts.push(rest)
  return { parts, lines }
}
