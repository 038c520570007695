/**
 * The face of the folder: source text to the resolved tree of `ast.ts`. The tokens are read once; the
 * checker raises all errors and resolves names; luaparse arranges what is then known to be valid.
 */
import type { FunctionNode } from "./ast.ts"
import { check } from "./checker.ts"
import type { Facts } from "./facts.ts"
import { tokenize } from "./lexer.ts"
import { buildTree, deferTree } from "./luaparse_tree.ts"
import type { Tokens } from "./token.ts"

/**
 * Parses a chunk given as a byte string, without a first line that begins with `#`. The name is as
 * `load` takes it (`=name`, `@file`, or the text itself). Throws a LuaSyntaxError.
 * limit: in texts of at least so many bytes, chunks or functions, the functions are left without bodies, but for very
 * short ones; `deferred` of each makes it.
 */
export function parseChunk(source: string, chunkname: string, limit = Infinity): FunctionNode {
  const tokens = tokenize(source)
  return buildTree(tokens, check(tokens, chunkname, source.length >= limit), limit)
}

export interface CheckedChunk {
  /** Without a body, like all functions in it; `deferred` of each makes it. */
  main: FunctionNode
  tokens: Tokens
  bodies: Facts["bodies"]
}

/** The same, without a tree for the time being. limit: functions of fewer bytes are made with those in them. */
export function checkChunk(source: string, chunkname: string, limit = Infinity): CheckedChunk {
  const tokens = tokenize(source)
  const kinds = tokens.kind
  // The checker overwrites jumps with what luaparse is to see.
  tokens.kind = kinds.slice()
  const facts = check(tokens, chunkname, true)
  const main = deferTree(tokens, facts, limit)
  tokens.kind = kinds
  return { tokens, main, bodies: facts.bodies }
}
