/** Which labels are jumped to, and from where: decides how a block with labels is emitted. */
import type { Block, LabelInfo, Statement } from "../syntax/ast.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"

/** Notes the gotos of one function in `chunk.gotoTargets` and `chunk.backwardTargets`. */
export function noteGotos(chunk: ChunkBuilder, body: Block): void {
  visitBlock(chunk, body, new Set())
}

function visitBlock(chunk: ChunkBuilder, block: Block, seen: Set<LabelInfo>): void {
  for (const s of block.body) visit(chunk, s, seen)
}

function visit(chunk: ChunkBuilder, s: Statement, seen: Set<LabelInfo>): void {
  switch (s.type) {
    case "Label":
      seen.add(s.label)
      break
    case "Goto":
      chunk.gotoTargets.add(s.label)
      if (seen.has(s.label)) chunk.backwardTargets.add(s.label)
      break
    case "If":
      for (const clause of s.clauses) visitBlock(chunk, clause.body, seen)
      if (s.orElse !== null) visitBlock(chunk, s.orElse, seen)
      break
    case "Do":
    case "While":
    case "Repeat":
    case "NumericFor":
    case "GenericFor":
      visitBlock(chunk, s.body, seen)
      break
    default:
      break
  }
}
