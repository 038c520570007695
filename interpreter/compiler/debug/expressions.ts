/** Expressions of a chunk in debug form, production by production as in lparser.c. */
import { TokenReader } from "../../syntax/token_reader.ts"
import * as T from "../../syntax/token.ts"
import { isInteger } from "../../value/number.ts"
import { newCode, type Code } from "./code.ts"
import { Exp } from "./expression_state.ts"
import { FunctionState } from "./function_state.ts"
import { infix, postfix, prefix, type BinaryOperator, type UnaryOperator } from "./operator_code.ts"
import { activate, declare, enterBlock, findVariable, leaveBlock, type Jumps } from "./scope.ts"

const FIELDS_PER_FLUSH = 50
const UNARY_PRIORITY = 12
const MAX_C = 255

const UNARY: Record<number, UnaryOperator> = { [T.NOT]: "not", [T.MINUS]: "unm", 126: "bnot", 35: "len" }

/** Operator and priorities, left and right, by token. */
const BINARY: Record<number, [BinaryOperator, number, number]> = {
  43: ["add", 10, 10],
  45: ["sub", 10, 10],
  42: ["mul", 11, 11],
  37: ["mod", 11, 11],
  94: ["pow", 14, 13],
  47: ["div", 11, 11],
  [T.IDIV]: ["idiv", 11, 11],
  38: ["band", 6, 6],
  124: ["bor", 4, 4],
  126: ["bxor", 5, 5],
  [T.SHL]: ["shl", 7, 7],
  [T.SHR]: ["shr", 7, 7],
  [T.CONCAT]: ["concat", 9, 8],
  [T.EQ]: ["eq", 3, 3],
  [T.LESS]: ["lt", 3, 3],
  [T.LE]: ["le", 3, 3],
  [T.NE]: ["ne", 3, 3],
  [T.GREATER]: ["gt", 3, 3],
  [T.GE]: ["ge", 3, 3],
  [T.AND]: ["and", 2, 2],
  [T.OR]: ["or", 1, 1],
}

/** As in the usual form. */
const SHAPE_LIMIT = 48

interface Constructor {
  table: Exp
  /** The last item read. */
  item: Exp
  records: number
  stored: number
  pending: number
  /** Names of the fields; null if there are others, or items without keys. */
  fields: string[] | null
}

export abstract class ExpressionCoder extends TokenReader {
  readonly jumps: Jumps = { labels: [], gotos: [] }
  /** All functions in the order of their beginnings. */
  readonly functions: Code[] = []
  fs: FunctionState

  /** code: to be filled with that of the outermost function. */
  constructor(tokens: T.Tokens, chunkname: string, code: Code) {
    super(tokens, chunkname)
    this.fs = this.openFunction(code)
  }

  abstract statementList(): void

  /** Leaves a function out for now, and goes behind it: what is known of its code; undefined: nothing is left out. */
  abstract leaveOut(): Code | undefined

  name(): string {
    return this.tokens.names[this.checkName()]!
  }

  // Functions

  openFunction(code: Code): FunctionState {
    this.functions.push(code)
    const outer = (this.fs as FunctionState | undefined) ?? null
    outer?.code.children.push(code)
    this.fs = new FunctionState(code, outer, this)
    enterBlock(this.fs, this.jumps, false)
    return this.fs
  }

  closeFunction(): void {
    const { fs } = this
    fs.return(fs.variableLevel, 0)
    leaveBlock(fs, this.jumps)
    fs.finish()
    if (fs.outer !== null) this.fs = fs.outer
  }

  setVararg(): void {
    this.fs.code.isVararg = true
    this.fs.emit("VARARGPREP", this.fs.code.params, 0)
  }

  /** Parameters and statements of a function; the closure is in the next register. */
  body(e: Exp, isMethod: boolean): void {
    const outer = this.fs
    const later = this.leaveOut()
    if (later !== undefined) {
      outer.code.children.push(later)
      closure(outer, e)
      return
    }
    this.openFunction(newCode(this.functions.length))
    this.checkNext(T.PAREN_OPEN)
    if (isMethod) {
      declare(this.fs, "self")
      activate(this.fs, 1)
    }
    this.parameters()
    this.checkNext(T.PAREN_CLOSE)
    this.statementList()
    this.checkNext(T.END)
    closure(outer, e)
    this.closeFunction()
  }

  parameters(): void {
    const { fs } = this
    let count = 0
    let isVararg = false
    if (this.kind !== T.PAREN_CLOSE)
      do {
        if (this.testNext(T.DOTS)) isVararg = true
        else {
          declare(fs, this.name())
          count++
        }
      } while (!isVararg && this.testNext(T.COMMA))
    activate(fs, count)
    fs.code.params = fs.active
    if (isVararg) this.setVararg()
    fs.reserve(fs.active)
  }

  // Names

  variable(e: Exp): void {
    const name = this.name()
    const found = findVariable(this.fs, name)
    if (found !== null) {
      e.copy(found)
      return
    }
    e.copy(findVariable(this.fs, "_ENV")!)
    this.fs.toRegisterOrUpvalue(e)
    this.fs.index(e, new Exp("str", 0, name))
  }

  field(e: Exp): void {
    this.fs.toRegisterOrUpvalue(e)
    this.next()
    this.fs.index(e, new Exp("str", 0, this.name()))
  }

  bracketed(key: Exp): void {
    this.next()
    this.expression(key)
    this.fs.toValue(key)
    this.checkNext(T.BRACKET_CLOSE)
  }

  // Constructors

  recordField(c: Constructor): void {
    const { fs } = this
    const register = fs.freeRegister
    const key = new Exp()
    if (this.kind === T.NAME) {
      const name = this.name()
      key.set("str", 0, name)
      if (c.fields !== null && !c.fields.includes(name)) c.fields.push(name)
    } else {
      this.bracketed(key)
      c.fields = null
    }
    c.records++
    this.checkNext(T.ASSIGN)
    const target = new Exp()
    target.copy(c.table)
    fs.index(target, key)
    const value = new Exp()
    this.expression(value)
    fs.store(target, value)
    fs.freeRegister = register
  }

  closeItem(c: Constructor): void {
    if (c.item.k === "void") return
    this.fs.toNextRegister(c.item)
    c.item.k = "void"
    if (c.pending < FIELDS_PER_FLUSH) return
    this.fs.setList(c.table.info, c.stored, c.pending)
    c.stored += c.pending
    c.pending = 0
  }

  lastItem(c: Constructor): void {
    if (c.pending === 0) return
    if (c.item.isMulti) {
      this.fs.setMulti(c.item)
      this.fs.setList(c.table.info, c.stored, -1)
      c.stored--
    } else {
      if (c.item.k !== "void") this.fs.toNextRegister(c.item)
      this.fs.setList(c.table.info, c.stored, c.pending)
    }
    c.stored += c.pending
  }

  constructor_(e: Exp): void {
    const { fs } = this
    const pc = fs.emit("NEWTABLE", 0, 0)
    fs.emit("EXTRAARG", 0, 0)
    e.set("nonreloc", fs.freeRegister)
    const c: Constructor = { table: e, item: new Exp(), records: 0, stored: 0, pending: 0, fields: [] }
    fs.reserve(1)
    this.checkNext(T.BRACE_OPEN)
    while (this.kind !== T.BRACE_CLOSE) {
      this.closeItem(c)
      const isRecord = this.kind === T.BRACKET_OPEN || (this.kind === T.NAME && this.lookahead() === T.ASSIGN)
      if (isRecord) this.recordField(c)
      else {
        this.expression(c.item)
        c.pending++
        c.fields = null
      }
      if (!this.testNext(T.COMMA) && !this.testNext(T.SEMICOLON)) break
    }
    this.checkNext(T.BRACE_CLOSE)
    this.lastItem(c)
    const extra = Math.floor(c.stored / (MAX_C + 1))
    const hash = c.records === 0 ? 0 : Math.ceil(Math.log2(c.records)) + 1
    Object.assign(fs.instructions[pc]!, { a: e.info, b: hash, c: c.stored % (MAX_C + 1), k: extra > 0 })
    fs.instructions[pc + 1]!.b = extra
    if (c.fields !== null && c.fields.length > 0 && c.fields.length <= SHAPE_LIMIT)
      fs.instructions[pc]!.fields = c.fields
  }

  // Expressions

  expressionList(e: Exp): number {
    let count = 1
    this.expression(e)
    while (this.testNext(T.COMMA)) {
      this.fs.toNextRegister(e)
      e.set("void")
      this.expression(e)
      count++
    }
    return count
  }

  arguments(f: Exp): void {
    const { fs, line } = this
    const args = new Exp()
    switch (this.kind) {
      case T.PAREN_OPEN:
        this.next()
        if (!this.isAt(T.PAREN_CLOSE)) {
          this.expressionList(args)
          if (args.isMulti) fs.setMulti(args)
        }
        this.checkNext(T.PAREN_CLOSE)
        break
      case T.BRACE_OPEN:
        this.constructor_(args)
        break
      default:
        args.set("str", 0, this.tokens.strings[this.tokens.value[this.at]!])
        this.next()
    }
    const base = f.info
    let count = -1
    if (!args.isMulti) {
      if (args.k !== "void") fs.toNextRegister(args)
      count = fs.freeRegister - (base + 1)
    }
    f.set("call", fs.emit("CALL", base, count + 1, 2))
    fs.fixLine(line)
    fs.freeRegister = base + 1
  }

  primary(e: Exp): void {
    if (this.kind !== T.PAREN_OPEN) {
      this.variable(e)
      return
    }
    this.next()
    this.expression(e)
    this.checkNext(T.PAREN_CLOSE)
    this.fs.dischargeVariables(e)
  }

  suffixed(e: Exp): void {
    this.primary(e)
    for (;;) {
      switch (this.kind) {
        case T.DOT:
          this.field(e)
          break
        case T.BRACKET_OPEN: {
          const key = new Exp()
          this.fs.toRegisterOrUpvalue(e)
          this.bracketed(key)
          this.fs.index(e, key)
          break
        }
        case T.COLON: {
          this.next()
          this.fs.self(e, new Exp("str", 0, this.name()))
          this.arguments(e)
          break
        }
        case T.PAREN_OPEN:
        case T.STRING:
        case T.BRACE_OPEN:
          this.fs.toNextRegister(e)
          this.arguments(e)
          break
        default:
          return
      }
    }
  }

  simple(e: Exp): void {
    switch (this.kind) {
      case T.NUMBER: {
        const value = this.tokens.numbers[this.tokens.value[this.at]!]!
        e.set(isInteger(value) ? "int" : "flt", 0, value)
        break
      }
      case T.STRING:
        e.set("str", 0, this.tokens.strings[this.tokens.value[this.at]!])
        break
      case T.NIL:
        e.set("nil")
        break
      case T.TRUE:
        e.set("true")
        break
      case T.FALSE:
        e.set("false")
        break
      case T.DOTS:
        e.set("vararg", this.fs.emit("VARARG", 0, 0, 1))
        break
      case T.BRACE_OPEN:
        this.constructor_(e)
        return
      case T.FUNCTION:
        this.next()
        this.body(e, false)
        return
      default:
        this.suffixed(e)
        return
    }
    this.next()
  }

  expression(e: Exp, limit = 0): void {
    const unary = UNARY[this.kind]
    if (unary === undefined) this.simple(e)
    else {
      const { line } = this
      this.next()
      this.expression(e, UNARY_PRIORITY)
      prefix(this.fs, unary, e, line)
    }
    for (let binary = BINARY[this.kind]; binary !== undefined; binary = BINARY[this.kind]) {
      const [op, left, right] = binary
      if (left <= limit) return
      const { line } = this
      this.next()
      infix(this.fs, op, e)
      const second = new Exp()
      this.expression(second, right)
      postfix(this.fs, op, e, second, line)
    }
  }
}

/** Makes the last function in `fs` a value, in the next register. */
function closure(fs: FunctionState, e: Exp): void {
  e.set("reloc", fs.emit("CLOSURE", 0, fs.code.children.length - 1))
  fs.toNextRegister(e)
}
