/**
 * What the checker knows and luaparse does not: lines, resolved names, functions, blocks, labels.
 *
 * Each list is in the order in which luaparse, walking the same tokens, completes the nodes that need
 * the entry (children before parents, left to right). `luaparse_tree.ts` takes them one by one, so
 * the two files change together: ORDER facts.
 */
import type { LuaNumber } from "../value/number.ts"
import type { Block, FunctionNode, Statement, Variable } from "./ast.ts"

export interface Facts {
  /**
   * One per identifier, literal, operator, index, call, function, table, `key = value` and statement.
   * Negative: a call or `...` whose values parentheses cut to one.
   */
  readonly lines: number[]
  /** One per identifier and literal. */
  readonly leaves: Leaf[]
  readonly functions: FunctionNode[]
  /** Of `do`, loops and the branches of `if`; the bodies are to be filled in. */
  readonly blocks: Block[]
  /** One per `do ... end` that luaparse sees: it is shown one for every goto and label, too. */
  readonly jumps: (Jump | null)[]
  readonly main: FunctionNode
  /** Where the bodies of the functions are, if they may be left out of the tree. */
  readonly bodies: Map<FunctionNode, { from: Position; to: Position }>
}

/**
 * What an identifier or a literal stands for: a variable, used or declared; a global; a constant, the name of a field among
 * them; null: `...`. The tree may never be made, so there are no expressions yet.
 */
export type Leaf = Variable | GlobalName | LuaNumber | string | boolean | undefined | null

/** A global variable, with the variable that holds its table, or a constant in place of that. */
export class GlobalName {
  readonly environment: Leaf
  readonly name: string
  constructor(environment: Leaf, name: string) {
    this.environment = environment
    this.name = name
  }
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
