/** Statements of a chunk in debug form. The chunk has been checked before: nothing here raises. */
import type { Tokens } from "../../syntax/token.ts"
import * as T from "../../syntax/token.ts"
import { newCode, type Code } from "./code.ts"
import { Exp, NO_JUMP } from "./expression_state.ts"
import { ExpressionCoder } from "./expressions.ts"
import { goIfFalse, goIfTrue } from "./operator_code.ts"
import * as S from "./scope.ts"

/** Makes the code of all functions of a chunk, in the order of their beginnings. */
export function codeOf(tokens: Tokens, chunkname: string): Code[] {
  const coder = new StatementCoder(tokens, chunkname, newCode(0))
  coder.chunk()
  return coder.functions
}

/** The targets of an assignment, the last one first. */
interface Targets {
  target: Exp
  previous: Targets | null
}

export class StatementCoder extends ExpressionCoder {
  override leaveOut(): Code | undefined {
    return undefined
  }

  chunk(): void {
    this.setVararg()
    this.fs.code.upvalues.push({ name: "_ENV", inStack: true, index: 0 })
    this.next()
    this.statementList()
    this.closeFunction()
  }

  // Blocks

  enter(isLoop: boolean): S.BlockState {
    return S.enterBlock(this.fs, this.jumps, isLoop)
  }
  leave(): void {
    S.leaveBlock(this.fs, this.jumps)
  }

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

  blockBody(): void {
    this.enter(false)
    this.statementList()
    this.leave()
  }

  statement(): void {
    const { line } = this
    switch (this.kind) {
      case T.SEMICOLON:
        this.next()
        break
      case T.IF:
        this.ifStatement()
        break
      case T.WHILE:
        this.whileStatement()
        break
      case T.DO:
        this.next()
        this.blockBody()
        this.checkNext(T.END)
        break
      case T.FOR:
        this.forStatement(line)
        break
      case T.REPEAT:
        this.repeatStatement()
        break
      case T.FUNCTION:
        this.functionStatement(line)
        break
      case T.LOCAL:
        this.next()
        if (this.testNext(T.FUNCTION)) this.localFunction()
        else this.localStatement()
        break
      case T.DOUBLE_COLON:
        this.labelStatement()
        break
      case T.RETURN:
        this.returnStatement()
        break
      case T.BREAK:
        this.next()
        S.openGoto(this.fs, this.jumps, S.BREAK, this.fs.jump())
        break
      case T.GOTO:
        this.gotoStatement()
        break
      default:
        this.expressionStatement()
    }
    this.fs.freeRegister = this.fs.variableLevel
  }

  // Conditions and loops

  /** Reads a condition; the jumps taken when it is false. */
  condition(): number {
    const e = new Exp()
    this.expression(e)
    if (e.k === "nil") e.k = "false"
    goIfTrue(this.fs, e)
    return e.f
  }

  whileStatement(): void {
    this.next()
    const start = this.fs.label()
    const exit = this.condition()
    this.enter(true)
    this.checkNext(T.DO)
    this.blockBody()
    this.fs.patchList(this.fs.jump(), start)
    this.checkNext(T.END)
    this.leave()
    this.fs.patchToHere(exit)
  }

  repeatStatement(): void {
    const { fs } = this
    const start = fs.label()
    this.enter(true)
    const scope = this.enter(false)
    this.next()
    this.statementList()
    this.checkNext(T.UNTIL)
    let exit = this.condition()
    this.leave()
    if (scope.hasUpvalue) {
      const leaving = fs.jump()
      fs.patchToHere(exit)
      fs.emit("CLOSE", fs.levelOf(scope.active), 0)
      exit = fs.jump()
      fs.patchToHere(leaving)
    }
    fs.patchList(exit, start)
    this.leave()
  }

  /** One `if` or `elseif` with its block; the escapes from it and those before. */
  ifClause(escapes: number): number {
    const { fs } = this
    this.next()
    const e = new Exp()
    this.expression(e)
    this.checkNext(T.THEN)
    let skip: number
    if (this.kind === T.BREAK) {
      goIfFalse(fs, e)
      this.next()
      this.enter(false)
      S.openGoto(fs, this.jumps, S.BREAK, e.t)
      while (this.testNext(T.SEMICOLON));
      if (this.blockFollows(false)) {
        this.leave()
        return escapes
      }
      skip = fs.jump()
    } else {
      goIfTrue(fs, e)
      this.enter(false)
      skip = e.f
    }
    this.statementList()
    this.leave()
    if (this.kind === T.ELSE || this.kind === T.ELSEIF) escapes = fs.join(escapes, fs.jump())
    fs.patchToHere(skip)
    return escapes
  }

  ifStatement(): void {
    let escapes = this.ifClause(NO_JUMP)
    while (this.kind === T.ELSEIF) escapes = this.ifClause(escapes)
    if (this.testNext(T.ELSE)) this.blockBody()
    this.checkNext(T.END)
    this.fs.patchToHere(escapes)
  }

  forStatement(line: number): void {
    this.enter(true)
    this.next()
    const name = this.name()
    if (this.kind === T.ASSIGN) this.numericFor(name, line)
    else this.genericFor(name)
    this.checkNext(T.END)
    this.leave()
  }

  nextExpression(): void {
    const e = new Exp()
    this.expression(e)
    this.fs.toNextRegister(e)
  }

  declareState(count: number): void {
    for (let i = 0; i < count; i++) S.declare(this.fs, "(for state)")
  }

  numericFor(name: string, line: number): void {
    const { fs } = this
    const base = fs.freeRegister
    this.declareState(3)
    S.declare(fs, name)
    this.next()
    this.nextExpression()
    this.checkNext(T.COMMA)
    this.nextExpression()
    if (this.testNext(T.COMMA)) this.nextExpression()
    else {
      fs.loadOne(fs.freeRegister)
      fs.reserve(1)
    }
    S.activate(fs, 3)
    this.forBody(base, line, 1, false)
  }

  genericFor(name: string): void {
    const { fs } = this
    const base = fs.freeRegister
    let count = 1
    this.declareState(4)
    S.declare(fs, name)
    while (this.testNext(T.COMMA)) {
      S.declare(fs, this.name())
      count++
    }
    this.checkNext(T.IN)
    const { line } = this
    const e = new Exp()
    this.adjust(4, this.expressionList(e), e)
    S.activate(fs, 4)
    S.markClose(fs)
    fs.checkStack(3)
    this.forBody(base, line, count, true)
  }

  forBody(base: number, line: number, count: number, isGeneric: boolean): void {
    const { fs } = this
    this.checkNext(T.DO)
    const prepare = fs.emit(isGeneric ? "TFORPREP" : "FORPREP", base, 0)
    this.enter(false)
    S.activate(fs, count)
    fs.reserve(count)
    this.blockBody()
    this.leave()
    fs.instructions[prepare]!.b = fs.label() - (prepare + 1)
    if (isGeneric) {
      fs.emit("TFORCALL", base, 0, count)
      fs.fixLine(line)
    }
    const end = fs.emit(isGeneric ? "TFORLOOP" : "FORLOOP", base, 0)
    fs.instructions[end]!.b = end + 1 - (prepare + 1)
    fs.fixLine(line)
  }

  // Functions and local variables

  functionStatement(line: number): void {
    this.next()
    const target = new Exp()
    this.variable(target)
    while (this.kind === T.DOT) this.field(target)
    const isMethod = this.kind === T.COLON
    if (isMethod) this.field(target)
    const e = new Exp()
    this.body(e, isMethod)
    this.fs.store(target, e)
    this.fs.fixLine(line)
  }

  localFunction(): void {
    const { fs } = this
    const variable = S.declare(fs, this.name())
    S.activate(fs, 1)
    this.body(new Exp(), false)
    // A debugger sees the variable when it has its value.
    variable.info!.start = fs.pc
  }

  attrib(): S.VariableKind {
    if (!this.testNext(T.LESS)) return "plain"
    const name = this.name()
    this.checkNext(T.GREATER)
    return name as S.VariableKind
  }

  localStatement(): void {
    const { fs } = this
    let close = -1
    let count = 0
    let last: S.Variable
    do {
      last = S.declare(fs, this.name())
      last.kind = this.attrib()
      if (last.kind === "close") close = fs.active + count
      count++
    } while (this.testNext(T.COMMA))
    const e = new Exp()
    const values = this.testNext(T.ASSIGN) ? this.expressionList(e) : 0
    const constant = count === values && last.kind === "const" ? fs.constantOf(e) : null
    if (constant !== null) {
      last.kind = "constant"
      last.value = constant.value
      S.activate(fs, count - 1)
      fs.active++
    } else {
      this.adjust(count, values, e)
      S.activate(fs, count)
    }
    if (close < 0) return
    S.markClose(fs)
    fs.emit("TBC", fs.levelOf(close), 0)
  }

  /** Adjusts a list of `values` expressions, the last of which is `e`, to `wanted` values in registers. */
  adjust(wanted: number, values: number, e: Exp): void {
    const { fs } = this
    const needed = wanted - values
    if (e.isMulti) fs.setReturns(e, Math.max(0, needed + 1))
    else {
      if (e.k !== "void") fs.toNextRegister(e)
      if (needed > 0) fs.loadNil(fs.freeRegister, needed)
    }
    if (needed > 0) fs.reserve(needed)
    else fs.freeRegister += needed
  }

  // Jumps

  labelStatement(): void {
    this.next()
    const name = this.name()
    this.checkNext(T.DOUBLE_COLON)
    while (this.kind === T.SEMICOLON || this.kind === T.DOUBLE_COLON) this.statement()
    S.createLabel(this.fs, this.jumps, name, this.blockFollows(false))
  }

  gotoStatement(): void {
    const { fs } = this
    this.next()
    const name = this.name()
    const label = this.jumps.labels.slice(this.firstLabel()).find((l) => l.name === name)
    if (label === undefined) {
      S.openGoto(fs, this.jumps, name, fs.jump())
      return
    }
    const level = fs.levelOf(label.active)
    if (fs.variableLevel > level) fs.emit("CLOSE", level, 0)
    fs.patchList(fs.jump(), label.pc)
  }

  /** Where the labels of the function begin. */
  firstLabel(): number {
    let block = this.fs.block!
    while (block.previous !== null) block = block.previous
    return block.firstLabel
  }

  // Assignments and returns

  expressionStatement(): void {
    const e = new Exp()
    this.suffixed(e)
    if (this.kind === T.ASSIGN || this.kind === T.COMMA) this.assignment({ target: e, previous: null }, 1)
    else this.fs.at(e).c = 1
  }

  assignment(targets: Targets, count: number): void {
    const { fs } = this
    const e = new Exp()
    if (this.testNext(T.COMMA)) {
      const target = new Exp()
      this.suffixed(target)
      if (!target.isIndexed) this.keepConflicting(targets, target)
      this.assignment({ target, previous: targets }, count + 1)
    } else {
      this.checkNext(T.ASSIGN)
      const values = this.expressionList(e)
      if (values === count) {
        fs.setOneReturn(e)
        fs.store(targets.target, e)
        return
      }
      this.adjust(count, values, e)
    }
    e.set("nonreloc", fs.freeRegister - 1)
    fs.store(targets.target, e)
  }

  /** A variable that is assigned and also is table or key of a target before: those use a copy. */
  keepConflicting(targets: Targets, variable: Exp): void {
    const { fs } = this
    const copy = fs.freeRegister
    let conflict = false
    for (let t: Targets | null = targets; t !== null; t = t.previous) {
      const { target } = t
      if (!target.isIndexed) continue
      if (target.k === "indexup") {
        if (variable.k !== "upval" || target.info !== variable.info) continue
        conflict = true
        target.k = "indexstr"
        target.info = copy
        continue
      }
      if (variable.k !== "local") continue
      if (target.info === variable.info) {
        conflict = true
        target.info = copy
      }
      if (target.k === "indexed" && target.aux === variable.info) {
        conflict = true
        target.aux = copy
      }
    }
    if (!conflict) return
    fs.emit(variable.k === "local" ? "MOVE" : "GETUPVAL", copy, variable.info)
    fs.reserve(1)
  }

  returnStatement(): void {
    const { fs } = this
    this.next()
    const e = new Exp()
    let first = fs.variableLevel
    let count = 0
    if (!this.blockFollows(true) && this.kind !== T.SEMICOLON) {
      count = this.expressionList(e)
      if (e.isMulti) {
        fs.setMulti(e)
        if (e.k === "call" && count === 1 && !fs.block!.insideClose) fs.at(e).op = "TAILCALL"
        count = -1
      } else if (count === 1) first = fs.toAnyRegister(e)
      else fs.toNextRegister(e)
    }
    fs.return(first, count)
    this.testNext(T.SEMICOLON)
  }
}
