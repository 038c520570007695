/**
 * What the checker knows and luaparse does not: lines, resolved names, functions, blocks, labels.
 *
 * Each list is in the order in which luaparse, walking the same tokens, completes the nodes that need
 * the entry (children before parents, left to right). `luaparse_tree.ts` takes them one by one, so
 * the two files change together: ORDER facts.
 */
import type { Block, Expression, FunctionNode, LabelInfo, Statement } from "./ast.ts"

export interface Facts {
  /**
   * One per identifier, literal, operator, index, call, function, table, `key = value` and statement.
   * Negative: a call or `...` whose values parentheses cut to one.
   */
  readonly lines: number[]
  /** One per identifier and literal: the expression it stands for, or a name it declares. */
  readonly leaves: Expression[]
  readonly functions: FunctionNode[]
  /** Of `do`, loops and the branches of `if`; the bodies are to be filled in. */
  readonly blocks: Block[]
  /** One per `do ... end` that luaparse sees: it is shown one for every goto and label, too. */
  readonly jumps: (Jump | null)[]
  readonly main: FunctionNode
  /** Where the bodies of the functions are, if they may be left out of the tree. */
  readonly bodies: Map<FunctionNode, { from: Position; to: Position }>
}

/** A token, and how many facts come before it. */
export interface Position {
  token: number
  lines: number
  leaves: number
  functions: number
  blocks: number
  jumps: number
}

export type Jump = Extract<Statement, { type: "Goto" | "Label" }>

export function emptyBlock(): Block {
  return { body: [], hasClose: false, lastLine: 0 }
}

/** Stands for the label of a goto until that is found. */
export const PENDING_LABEL: LabelInfo = { name: "", block: emptyBlock() }
