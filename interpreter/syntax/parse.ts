/**
 * The face of the folder: source text to the resolved tree of `ast.ts`. The tokens are read once; the
 * checker raises all errors and resolves names; luaparse arranges what is then known to be valid.
 */
import type { FunctionNode } from "./ast.ts"
import { check } from "./checker.ts"
import { tokenize } from "./lexer.ts"
import { buildTree } from "./luaparse_tree.ts"

/**
 * Parses a chunk given as a byte string, without a first line that begins with `#`. The name is as
 * `load` takes it (`=name`, `@file`, or the text itself). Throws a LuaSyntaxError.
 */
export function parseChunk(source: string, chunkname: string): FunctionNode {
  const tokens = tokenize(source)
  return buildTree(tokens, check(tokens, chunkname))
}
