/**
 * The statements of lparser.c, production by production: raises the errors of the reference
 * implementation in its order, and gathers the facts the tree is built with. It marks tokens that
 * luaparse must not see (attribs) or sees as something else (gotos and labels, as `do end`).
 */
import { lateModule } from "../value/late_module.ts"
import { once } from "../value/once.ts"
import type { Attrib } from "./ast.ts"
import { CALL, ExpressionChecker, INDEXED, VARIABLE } from "./expression_checker.ts"
import { emptyBlock } from "./facts.ts"
import type { Facts } from "./facts.ts"
import type { Binding } from "./scope.ts"
import * as T from "./token.ts"

const jumps = once(() => lateModule<typeof import("./jump.ts")>("interpreter/syntax/jump"))

/**
 * Checks a chunk; throws a LuaSyntaxError. Changes the kinds of some tokens, as said above.
 * notesBodies: note where the bodies of functions are, so that they can be left out.
 */
export function check(tokens: T.Tokens, chunkname: string, notesBodies: boolean): Facts {
  const checker = new Checker(tokens, chunkname, notesBodies)
  checker.chunk()
  return checker.facts
}

/** What `check` does with the tokens of a chunk. */
export class Checker extends ExpressionChecker {
  readonly notesBodies: boolean

  constructor(tokens: T.Tokens, chunkname: string, notesBodies: boolean) {
    super(tokens, chunkname)
    this.notesBodies = notesBodies
  }

  chunk(): void {
    this.next()
    this.statementList()
    this.check(T.EOF)
    this.facts.main.endLine = 0
    this.closeFunction()
  }

  /** Whether the current token ends a block; `until` does not end the scope of one. */
  blockFollows(withUntil: boolean): boolean {
    switch (this.kind) {
      case T.ELSE:
      case T.ELSEIF:
      case T.END:
      case T.EOF:
        return true
      case T.UNTIL:
        return withUntil
      default:
        return false
    }
  }

  override statementList(): void {
    while (!this.blockFollows(true)) {
      const last = this.kind === T.RETURN
      this.statement()
      if (last) return
    }
  }

  statement(): void {
    const line = this.line
    this.enterLevel()
    switch (this.kind) {
      case T.SEMICOLON:
        this.next()
        break
      case T.IF:
        this.ifStatement(line)
        break
      case T.WHILE:
        this.whileStatement(line)
        break
      case T.DO:
        this.doStatement(line)
        break
      case T.FOR:
        this.forStatement(line)
        break
      case T.REPEAT:
        this.repeatStatement(line)
        break
      case T.FUNCTION:
        this.functionStatement(line)
        break
      case T.LOCAL:
        this.localStatement()
        break
      case T.DOUBLE_COLON:
        jumps().labelStatement(this, line)
        break
      case T.RETURN:
        this.returnStatement()
        break
      case T.BREAK:
        this.next()
        this.newBreak(line)
        this.emit(line)
        break
      case T.GOTO:
        jumps().gotoStatement(this)
        break
      default:
        this.expressionStatement()
    }
    this.leaveLevel()
  }

  // Blocks

  doStatement(line: number): void {
    this.next()
    this.block()
    this.checkMatch(T.END, T.DO, line)
    this.facts.jumps.push(null)
    this.emit(line)
  }

  whileStatement(line: number): void {
    this.next()
    this.condition()
    this.enterBlock(true, null)
    this.checkNext(T.DO)
    this.block()
    this.checkMatch(T.END, T.WHILE, line)
    this.leaveBlock()
    this.emit(line)
  }

  repeatStatement(line: number): void {
    this.enterBlock(true, null)
    this.enterBlock(false, emptyBlock())
    this.next()
    this.statementList()
    this.checkMatch(T.UNTIL, T.REPEAT, line)
    this.condition()
    this.leaveBlock()
    this.leaveBlock()
    this.emit(line)
  }

  condition(): void {
    this.expression()
    this.discharge()
  }

  ifStatement(line: number): void {
    do {
      this.next()
      this.expression()
      this.checkNext(T.THEN)
      this.discharge()
      this.block()
    } while (this.kind === T.ELSEIF)
    if (this.testNext(T.ELSE)) this.block()
    this.checkMatch(T.END, T.IF, line)
    this.emit(line)
  }

  // Loops with variables

  forStatement(line: number): void {
    this.enterBlock(true, null)
    this.next()
    const nameLine = this.line
    const nameId = this.checkName()
    if (this.kind === T.ASSIGN) this.numericFor(line, nameId, nameLine)
    else if (this.kind === T.COMMA || this.kind === T.IN) this.genericFor(line, nameId, nameLine)
    else throw this.syntaxError("'=' or 'in' expected")
  }

  numericFor(line: number, nameId: number, nameLine: number): void {
    this.newHidden(3)
    this.declare(nameId, nameLine)
    this.checkNext(T.ASSIGN)
    this.condition()
    this.checkNext(T.COMMA)
    this.condition()
    if (this.testNext(T.COMMA)) this.condition()
    this.bind(3)
    this.forBody(line, 1, this.line)
  }

  genericFor(line: number, nameId: number, nameLine: number): void {
    let count = 1
    this.newHidden(4)
    this.declare(nameId, nameLine)
    while (this.testNext(T.COMMA)) {
      this.declareName()
      count++
    }
    this.checkNext(T.IN)
    const callLine = this.line
    this.expressionList()
    this.discharge()
    this.bind(4)
    this.forBody(line, count, callLine)
  }

  /** `reportLine`: where errors of the loop itself are reported: at `do`, or at the iterator. */
  forBody(line: number, variables: number, reportLine: number): void {
    this.checkNext(T.DO)
    this.enterBlock(false, null)
    this.bind(variables)
    this.block()
    this.leaveBlock()
    this.checkMatch(T.END, T.FOR, line)
    this.leaveBlock()
    this.emit(reportLine)
  }

  // Functions

  functionStatement(line: number): void {
    const start = this.tokens.start[this.at]!
    this.next()
    let name = this.kind === T.NAME ? this.tokens.names[this.tokens.value[this.at]!]! : ""
    this.variable()
    while (this.kind === T.DOT) name += "." + this.field()
    const isMethod = this.kind === T.COLON
    if (isMethod) name += ":" + this.field()
    const { form, target } = this
    this.functionBody(line, start, name, isMethod)
    if (form === VARIABLE) this.assign(target!)
  }

  localFunction(start: number): void {
    const binding = this.declareName()
    this.bind(1)
    this.functionBody(this.line, start, binding.name, false).self = binding.variable
  }

  // Local variables

  localStatement(): void {
    this.next()
    if (this.kind === T.FUNCTION) {
      const start = this.tokens.start[this.at]!
      this.next()
      return this.localFunction(start)
    }
    const last = this.localNames()
    let values = 0
    if (this.testNext(T.ASSIGN)) {
      this.folds = last.binding.variable.attrib === "const"
      values = this.expressionList()
      this.discharge()
      this.folds = false
    }
    this.finishLocals(last.binding, last.count, values)
    if (last.close) this.markClose()
    this.emit(this.lastLine)
  }

  localNames(): { binding: Binding; count: number; close: boolean } {
    let close = false
    let count = 0
    let binding: Binding
    do {
      binding = this.declareName()
      const attrib = this.attrib()
      binding.variable.attrib = attrib
      if (attrib === "close") {
        if (close) throw this.semanticError("multiple to-be-closed variables in local list")
        close = true
      }
      count++
    } while (this.testNext(T.COMMA))
    return { binding, count, close }
  }

  /** Makes the variables visible; a last one that is a compile-time constant is replaced where used. */
  finishLocals(last: Binding, count: number, values: number): void {
    if (count === values && last.variable.attrib === "const") last.constant = this.constantOfVariable()
    this.bind(count)
  }

  attrib(): Attrib {
    if (this.kind !== T.LESS) return "none"
    const open = this.at
    this.next()
    const name = this.tokens.names[this.checkName()]!
    this.checkNext(T.GREATER)
    if (name !== "const" && name !== "close") throw this.semanticError(`unknown attribute '${name}'`)
    this.tokens.kind.fill(T.BLANK, open, open + 3)
    return name
  }

  // Assignments and calls

  expressionStatement(): void {
    this.suffixed()
    if (this.kind === T.ASSIGN || this.kind === T.COMMA) this.assignment()
    else if (this.form !== CALL) throw this.syntaxError("syntax error")
    this.emit(this.lastLine)
  }

  /** The rest of an assignment, after one of its targets. */
  assignment(): void {
    if (this.form !== VARIABLE && this.form !== INDEXED) throw this.syntaxError("syntax error")
    if (this.form === VARIABLE) this.assign(this.target!)
    if (this.testNext(T.COMMA)) {
      this.suffixed()
      this.enterLevel()
      this.assignment()
      this.leaveLevel()
    } else {
      this.checkNext(T.ASSIGN)
      this.expressionList()
      this.discharge()
    }
  }

  assign(binding: Binding): void {
    if (binding.variable.attrib !== "none")
      throw this.semanticError(`attempt to assign to const variable '${binding.name}'`)
    binding.variable.assigned = true
  }

  returnStatement(): void {
    this.next()
    if (!this.blockFollows(true) && this.kind !== T.SEMICOLON) {
      this.expressionList()
      this.discharge()
    }
    this.emit(this.lastLine)
    this.testNext(T.SEMICOLON)
  }
}
