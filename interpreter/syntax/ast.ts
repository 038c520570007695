/**
 * The typed tree that `syntax/` hands to the compiler: already resolved (every name is a Variable or
 * an index of `_ENV`), already checked (attribs, labels, limits). Lines are those PUC's compiler
 * would put into the debug information, since error positions follow from them.
 */
import type { LuaNumber } from "../value/number.ts"

export type Attrib = "none" | "const" | "close"

/** One local variable or parameter; identity is the object. */
export interface Variable {
  readonly name: string
  readonly attrib: Attrib
  /** The function that declares it. The main chunk's `_ENV` belongs to no function: null. */
  readonly owner: FunctionNode | null
  /** Used by a function nested in its owner. */
  captured: boolean
  /** Assigned anywhere other than by its declaration (`local function` counts as declaration). */
  assigned: boolean
}

export interface FunctionNode {
  readonly type: "FunctionNode"
  readonly parent: FunctionNode | null
  /** `self` of a method is the first. */
  params: Variable[]
  isVararg: boolean
  body: Block
  /** Lines of `function` and `end`; both 0 for the main chunk. */
  line: number
  endLine: number
  /** Offsets in the source, `function` to past `end`; 0 and the length for the main chunk. */
  start: number
  end: number
  /** Fills in `body`, which was left out for now; null when it is there. */
  deferred: (() => void) | null
  /** In PUC's order of first use; the main chunk has exactly one, `_ENV`. */
  upvalues: Variable[]
  /** The function nodes directly inside, in source order. */
  children: FunctionNode[]
  /** The variable of a `local function`. */
  self: Variable | null
  /** Where it is declared, for messages and tests; null when anonymous: `a.b.c:d`. */
  name: string | null
}

export interface Block {
  body: Statement[]
  /** Some `local x <close>` is declared directly in this block. */
  hasClose: boolean
  /** The line of its last token: where it is left. */
  lastLine: number
}

/** A label; identity is the object. `block` is the block whose body contains the Label statement. */
export interface LabelInfo {
  readonly name: string
  block: Block
}

export type Expression =
  | { type: "Nil"; line: number }
  | { type: "True"; line: number }
  | { type: "False"; line: number }
  | { type: "Vararg"; line: number }
  | { type: "Number"; value: LuaNumber; line: number }
  | { type: "String"; value: string; line: number }
  | { type: "Function"; func: FunctionNode; line: number }
  | LocalExpression
  | IndexExpression
  | CallExpression
  | MethodCallExpression
  /** line: the operator's */
  | { type: "Binary"; op: BinaryOp; left: Expression; right: Expression; line: number }
  | { type: "Logical"; op: "and" | "or"; left: Expression; right: Expression; line: number }
  | { type: "Unary"; op: UnaryOp; operand: Expression; line: number }
  | { type: "Table"; items: TableItem[]; line: number }
  /** Kept only where it truncates: around a call or `...`. */
  | { type: "Paren"; inner: Expression; line: number }

export interface LocalExpression {
  type: "Local"
  variable: Variable
  line: number
}

/** `object[key]`; `global`: the object is a variable named `_ENV`, as for any plain name. line: last token. */
export interface IndexExpression {
  type: "Index"
  object: Expression
  key: Expression
  global: boolean
  line: number
}

/** line: that of the token that opens the arguments. */
export interface CallExpression {
  type: "Call"
  callee: Expression
  args: Expression[]
  line: number
}

export interface MethodCallExpression {
  type: "MethodCall"
  object: Expression
  name: string
  args: Expression[]
  line: number
}

export type TableItem =
  | { type: "Positional"; value: Expression }
  | { type: "Keyed"; key: Expression; value: Expression; line: number }

export type BinaryOp =
  | "+"
  | "-"
  | "*"
  | "/"
  | "//"
  | "%"
  | "^"
  | ".."
  | "&"
  | "|"
  | "~"
  | "<<"
  | ">>"
  | "=="
  | "~="
  | "<"
  | "<="
  | ">"
  | ">="
export type UnaryOp = "-" | "not" | "#" | "~"

export type Statement =
  /** attribs are in the variables. line: last token of the statement. */
  | { type: "LocalDeclaration"; variables: Variable[]; values: Expression[]; line: number }
  | { type: "LocalFunction"; variable: Variable; func: FunctionNode; line: number }
  /** `function a.b:c()` arrives as an Assign of a Function, with the line of `function`. */
  | { type: "Assign"; targets: (LocalExpression | IndexExpression)[]; values: Expression[]; line: number }
  | { type: "CallStatement"; call: CallExpression | MethodCallExpression; line: number }
  | { type: "Do"; body: Block; line: number }
  | { type: "While"; condition: Expression; body: Block; line: number }
  /** The condition sees the body's locals. */
  | { type: "Repeat"; body: Block; condition: Expression; line: number }
  | { type: "If"; clauses: { condition: Expression; body: Block }[]; orElse: Block | null; line: number }
  /** line: that of `for`. step null: 1. */
  | {
      type: "NumericFor"
      variable: Variable
      start: Expression
      limit: Expression
      step: Expression | null
      body: Block
      line: number
    }
  | { type: "GenericFor"; variables: Variable[]; values: Expression[]; body: Block; line: number }
  | { type: "Return"; values: Expression[]; line: number }
  /** Leaves the innermost loop. */
  | { type: "Break"; line: number }
  | { type: "Goto"; label: LabelInfo; line: number }
  | { type: "Label"; label: LabelInfo; line: number }
