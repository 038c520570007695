/**
 * The expressions of lparser.c, production by production. Instead of an expdesc the last expression is
 * described by `form` and the fields after it; `discharge` stands where the reference compiler emits
 * the read of an indexed value, since that is the line its errors are reported on.
 */
import type { FunctionNode } from "./ast.ts"
import type { LuaNumber } from "../value/number.ts"
import { lateModule } from "../value/late_module.ts"
import { once } from "../value/once.ts"
import { emptyBlock, GlobalName, type Leaf, type Position } from "./facts.ts"
import { numerals } from "./late_numeral.ts"
import { ScopeChecker } from "./scope.ts"
import type { Binding, Constant } from "./scope.ts"
import * as T from "./token.ts"

/** What an expression is, as far as checks depend on it. */
export const VALUE = 0
export const CONSTANT = 1
export const VARIABLE = 2
export const INDEXED = 3
export const CALL = 4
export const VARARG = 5
export const CONCATENATION = 6

const UNARY_PRIORITY = 12

/** Left and right priority of the binary operators by token kind; 0: no operator. */
const LEFT = new Uint8Array(T.BLANK + 1)
const RIGHT = new Uint8Array(T.BLANK + 1)

/** Sets the priorities of operators: single characters in `text`, and one other kind. */
function priority(left: number, right: number, text: string, kind?: number): void {
  for (let i = 0; i < text.length; i++) setPriority(text.charCodeAt(i), left, right)
  if (kind !== undefined) setPriority(kind, left, right)
}

function setPriority(kind: number, left: number, right: number): void {
  LEFT[kind] = left
  RIGHT[kind] = right
}

priority(14, 13, "^")
priority(11, 11, "*/%", T.IDIV)
priority(10, 10, "+-")
priority(9, 8, "", T.CONCAT)
priority(7, 7, "", T.SHL)
priority(7, 7, "", T.SHR)
priority(6, 6, "&")
priority(5, 5, "~")
priority(4, 4, "|")
priority(3, 3, "<>", T.EQ)
priority(3, 3, "", T.NE)
priority(3, 3, "", T.LE)
priority(3, 3, "", T.GE)
priority(2, 2, "", T.AND)
priority(1, 1, "", T.OR)

const folding = once(() =>
  lateModule<typeof import("./constant_folding.ts")>("interpreter/syntax/constant_folding"),
)

export abstract class ExpressionChecker extends ScopeChecker {
  /** Bodies of functions of at least so many bytes may be left out of the tree, and so have to be noted. */
  abstract readonly notesBodies: boolean
  form = VALUE
  /** Whether it matters that an operation on constants is one: in the value of a `<const>` variable. */
  folds = false
  /** INDEXED, CALL, VARARG: where its line is in `facts.lines`. */
  fact = 0
  /** VARIABLE: which; null otherwise. */
  target: Binding | null = null
  /** CONSTANT: its value. */
  constant: Constant | null = null

  readonly #globals: (GlobalName | undefined)[] = []

  abstract statementList(): void

  // Facts

  /** Records the line of a completed node. */
  emit(line: number): void {
    this.fact = this.facts.lines.push(line) - 1
  }

  leaf(leaf: Leaf, line: number): void {
    this.facts.leaves.push(leaf)
    this.fact = this.facts.lines.push(line) - 1
  }

  /** A name that is a field, a method or a key. */
  nameLeaf(): string {
    const line = this.line
    this.check(T.NAME)
    const value = this.tokens.names[this.tokens.value[this.at]!]!
    this.leaf(value, line)
    this.next()
    return value
  }

  /** A name that declares a local variable. */
  declareName(): Binding {
    const line = this.line
    return this.declare(this.checkName(), line)
  }

  declare(nameId: number, line: number): Binding {
    const binding = this.newLocal(nameId, this.tokens.names[nameId]!)
    this.leaf(binding.variable, line)
    return binding
  }

  /** The same global stands in many places: it is one object as long as `_ENV` means the same. */
  #global(nameId: number): GlobalName {
    const environment = leafOf(this.resolveEnv())
    const known = this.#globals[nameId]
    if (known !== undefined && known.environment === environment) return known
    return (this.#globals[nameId] = new GlobalName(environment, this.tokens.names[nameId]!))
  }

  /** Where the value of the last expression is read, if it is an indexed one. */
  discharge(): void {
    if (this.form !== INDEXED) return
    this.facts.lines[this.fact] = this.lastLine
    this.form = VALUE
  }

  // Names

  variable(): void {
    const line = this.line
    const nameId = this.checkName()
    const binding = this.resolve(nameId)
    if (binding !== null) {
      this.leaf(leafOf(binding), line)
      this.form = VARIABLE
      this.target = binding
      this.constant = binding.constant
      return
    }
    this.leaf(this.#global(nameId), line)
    this.form = INDEXED
  }

  /** `.` or `:` and a name; returns the name. */
  field(): string {
    this.discharge()
    this.next()
    const name = this.nameLeaf()
    this.emit(this.lastLine)
    this.form = INDEXED
    return name
  }

  /** `[exp]` of an index or a key. */
  bracketed(): void {
    this.next()
    this.expression()
    this.discharge()
    this.checkNext(T.BRACKET_CLOSE)
  }

  // Constructors

  table(): void {
    const line = this.line
    this.checkNext(T.BRACE_OPEN)
    let pending = false
    do {
      if (this.kind === T.BRACE_CLOSE) break
      if (pending) this.discharge()
      pending = this.tableItem()
    } while (this.testNext(T.COMMA) || this.testNext(T.SEMICOLON))
    this.checkMatch(T.BRACE_CLOSE, T.BRACE_OPEN, line)
    if (pending) this.discharge()
    this.emit(line)
    this.form = VALUE
  }

  /** Returns whether the item is a positional one, not yet read. */
  tableItem(): boolean {
    if (this.kind === T.NAME ? this.lookahead() === T.ASSIGN : this.kind === T.BRACKET_OPEN) {
      if (this.kind === T.NAME) this.nameLeaf()
      else this.bracketed()
      this.checkNext(T.ASSIGN)
      this.expression()
      this.discharge()
      this.emit(this.lastLine)
      return false
    }
    this.expression()
    return true
  }

  // Functions

  /** Parameters, statements and `end`; `line` and `start` are those of the function. */
  functionBody(line: number, start: number, name: string | null, isMethod: boolean): FunctionNode {
    const node = this.openFunction(line, start, name)
    this.checkNext(T.PAREN_OPEN)
    if (isMethod) {
      node.params.push(this.newLocal(this.selfId, "self").variable)
      this.bind(1)
    }
    this.parameters(node)
    this.checkNext(T.PAREN_CLOSE)
    const from = this.notesBodies ? this.position() : undefined
    this.statementList()
    node.endLine = this.line
    node.end = this.tokens.end[this.at]!
    if (from !== undefined) this.facts.bodies.set(node, { from, to: this.position() })
    this.checkMatch(T.END, T.FUNCTION, line)
    this.closeFunction()
    this.facts.functions.push(node)
    this.emit(line)
    this.form = VALUE
    return node
  }

  position(): Position {
    const { lines, leaves, functions, blocks, jumps } = this.facts
    return {
      token: this.at,
      lines: lines.length,
      leaves: leaves.length,
      functions: functions.length,
      blocks: blocks.length,
      jumps: jumps.length,
    }
  }

  parameters(node: FunctionNode): void {
    let count = 0
    if (this.kind !== T.PAREN_CLOSE)
      do {
        if (this.kind === T.NAME) {
          node.params.push(this.declareName().variable)
          count++
        } else if (this.kind === T.DOTS) {
          this.leaf(null, this.line)
          this.next()
          node.isVararg = true
        } else throw this.syntaxError("<name> or '...' expected")
      } while (!node.isVararg && this.testNext(T.COMMA))
    this.bind(count)
    this.reserve(0)
  }

  // Calls

  /** Values for registers in a row; of arguments, the last gets its own when they have been read. */
  expressionList(areArguments = false): number {
    let count = 1
    this.expression()
    while (this.testNext(T.COMMA)) {
      this.discharge()
      this.reserve(1)
      this.expression()
      count++
    }
    if (this.form === VARARG || (this.form !== CALL && !areArguments)) this.needs(1)
    this.scope.temporaries -= count - 1
    return count
  }

  callArguments(): void {
    const line = this.line
    if (this.kind === T.PAREN_OPEN) {
      this.next()
      this.form = VALUE
      const count = this.isAt(T.PAREN_CLOSE) ? 0 : this.expressionList(true)
      const isOpen = this.form === VARARG || this.form === CALL
      this.checkMatch(T.PAREN_CLOSE, T.PAREN_OPEN, line)
      if (!isOpen) this.needs(count)
      this.discharge()
    } else if (this.kind === T.BRACE_OPEN) this.table()
    else if (this.kind === T.STRING) this.stringConstant()
    else throw this.syntaxError("function arguments expected")
    this.emit(line)
    this.form = CALL
  }

  // Expressions

  primary(): void {
    if (this.kind === T.NAME) return this.variable()
    if (this.kind !== T.PAREN_OPEN) throw this.syntaxError("unexpected symbol")
    const line = this.line
    this.next()
    this.expression()
    this.checkMatch(T.PAREN_CLOSE, T.PAREN_OPEN, line)
    if (this.form === CALL || this.form === VARARG) this.facts.lines[this.fact]! *= -1
    this.discharge()
    if (this.constantOfVariable() !== null) this.form = CONSTANT
    else if (this.form !== CONCATENATION) this.form = VALUE
  }

  /** The constant that the last expression is or stands for. */
  constantOfVariable(): Constant | null {
    return this.form === CONSTANT || this.form === VARIABLE ? this.constant : null
  }

  suffixed(): void {
    this.primary()
    for (;;)
      switch (this.kind) {
        case T.DOT:
          this.field()
          break
        case T.BRACKET_OPEN:
          this.discharge()
          this.bracketed()
          this.emit(this.lastLine)
          this.form = INDEXED
          break
        case T.COLON:
          this.method()
          break
        case T.PAREN_OPEN:
        case T.STRING:
        case T.BRACE_OPEN:
          this.discharge()
          this.reserve(1)
          this.callArguments()
          this.scope.temporaries--
          break
        default:
          return
      }
  }

  /** `:name args` */
  method(): void {
    const object = this.fact
    const indexed = this.form === INDEXED
    this.next()
    this.nameLeaf()
    if (indexed) this.facts.lines[object] = this.lastLine
    this.emit(this.lastLine)
    this.reserve(2)
    this.callArguments()
    this.scope.temporaries -= 2
  }

  stringConstant(): void {
    const value = this.tokens.strings[this.tokens.value[this.at]!]!
    this.literal({ type: "String", value, line: this.line })
  }

  /** A constant that is the current token. */
  literal(node: Constant): void {
    this.leaf(valueOf(node), node.line)
    this.form = CONSTANT
    this.constant = node
    this.next()
  }

  simple(): void {
    const line = this.line
    switch (this.kind) {
      case T.NUMBER:
        return this.literal({
          type: "Number",
          value: this.tokens.numbers[this.tokens.value[this.at]!]!,
          line,
        })
      case T.STRING:
        return this.stringConstant()
      case T.NIL:
        return this.literal({ type: "Nil", line })
      case T.TRUE:
        return this.literal({ type: "True", line })
      case T.FALSE:
        return this.literal({ type: "False", line })
      case T.DOTS:
        if (!this.scope.node.isVararg) throw this.syntaxError("cannot use '...' outside a vararg function")
        this.leaf(null, line)
        this.form = VARARG
        return this.next()
      case T.BRACE_OPEN:
        return this.table()
      case T.FUNCTION: {
        const start = this.tokens.start[this.at]!
        this.next()
        this.functionBody(this.line, start, null, false)
        return
      }
      default:
        return this.suffixed()
    }
  }

  /** An expression whose binary operators bind more tightly than `limit`. */
  subexpression(limit: number): void {
    this.enterLevel()
    if (isUnary(this.kind)) this.unary()
    else this.simple()
    while (LEFT[this.kind]! > limit) this.binary()
    this.leaveLevel()
  }

  /** The operator and right operand of a binary operation. */
  binary(): void {
    const kind = this.kind
    const line = this.line
    const left = this.constantOfVariable()
    this.next()
    this.discharge()
    this.subexpression(RIGHT[kind]!)
    this.discharge()
    const right = this.constantOfVariable()
    if (isComparison(kind)) this.emit(this.lastLine)
    // A chain is one instruction, emitted for its last operator.
    else if (kind === T.CONCAT && this.form === CONCATENATION) this.emit(this.facts.lines[this.fact]!)
    else this.emit(line)
    this.form = kind === T.CONCAT ? CONCATENATION : VALUE
    if (this.folds && left !== null && right !== null) this.become(folding().foldBinary(kind, left, right))
  }

  /** Makes the last expression a constant. */
  become(constant: Constant | undefined): void {
    if (constant === undefined) return
    this.form = CONSTANT
    this.constant = constant
  }

  unary(): void {
    const kind = this.kind
    const line = this.line
    this.next()
    this.subexpression(UNARY_PRIORITY)
    this.discharge()
    this.emit(line)
    const constant = this.constantOfVariable()
    const negated = kind === T.MINUS && constant?.type === "Number" ? negate(constant.value) : undefined
    this.form = VALUE
    if (negated !== undefined) this.become({ type: "Number", value: negated, line })
    else if (this.folds && constant !== null) this.become(folding().foldUnary(kind, constant))
  }

  expression(): void {
    this.subexpression(0)
  }

  /** The statements of a new block. */
  block(): void {
    this.enterBlock(false, emptyBlock())
    this.statementList()
    this.leaveBlock()
  }
}

function isUnary(kind: number): boolean {
  return kind === T.MINUS || kind === T.NOT || kind === 35 || kind === 126
}

/** Comparisons are reported where they end, the other operations on the line of the operator. */
function isComparison(kind: number): boolean {
  return LEFT[kind] === 3
}

/** What a use of a variable stands for: the variable, or its constant. */
function leafOf({ constant, variable }: Binding): Leaf {
  return constant === null ? variable : valueOf(constant)
}

function valueOf(constant: Constant): Leaf {
  switch (constant.type) {
    case "Nil":
      return undefined
    case "True":
      return true
    case "False":
      return false
    default:
      return constant.value
  }
}

/** -n as the reference compiler folds it: never to a float zero or NaN. */
function negate(value: LuaNumber): LuaNumber | undefined {
  if (typeof value !== "number") return numerals().negate(value)
  return Number.isSafeInteger(value) ? 0 - value : -value
}
