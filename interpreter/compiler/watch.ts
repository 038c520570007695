/**
 * Functions that may come under a hook: at its beginning, each looks whether any hook is set, and if so has the call
 * done by its debug form (docs/design.md, "Debug form", watched chunks).
 */
import type { FunctionNode } from "../syntax/ast.ts"
import type { FunctionBuilder } from "./builder.ts"
import { boxed } from "./operand.ts"
import { lowerVariable } from "./lower_expression.ts"

/** Adds the look to a function whose statements are still to come; parameters: of the JS function. */
export function lookForHooks(b: FunctionBuilder, node: FunctionNode, parameters: string[]): void {
  const { watch } = b.chunk
  if (watch === null) return
  b.usesSelf = true
  b.usesVarargs ||= node.isVararg
  const cells = node.upvalues.map((variable) =>
    b.chunk.inCell(variable) ? b.chunk.nameOf(variable) : `{v:${boxed(b, lowerVariable(b, variable)).js}}`,
  )
  const args = node.isVararg ? [...parameters, "...$va"] : parameters
  // The main function sets hooks for what it calls later.
  const isAlways = b.id !== 0 && watch(node.start, node.end)
  const frame = `U.enter(${b.id},${b.jsName},[${cells.join(",")}],[${args.join(",")}])`
  b.js(`if(${isAlways ? "true" : "G.hooks!==0"}){const F=${frame};return F.body(F,0)}`)
}
