/**
 * The code of a function as it is made: instructions, constants, registers and jumps, without the values that
 * expressions put there (function_state.ts). See the first third of lcode.c.
 */
import { LuaFloat, LuaInt64, toDouble, type LuaNumber } from "../../value/number.ts"
import { TESTS, type Code, type Constant, type Instruction, type Opcode } from "./code.ts"
import { NO_JUMP, type Exp } from "./expression_state.ts"
import type { BlockState, Variable } from "./scope.ts"

const MAX_BX = 131071
const OFFSET_SBX = 65535
const MAX_C = 255
const NO_REGISTER = 255
const SHORT_STRING = 40

/** Where the parser is: the line of the last token that was consumed. */
export interface Place {
  readonly lastLine: number
}

/** Instructions, constants, registers and jumps; FunctionState adds the placing of values. */
export class CodeWriter {
  readonly code: Code
  readonly outer: CodeWriter | null
  readonly place: Place
  readonly instructions: Instruction[]
  block: BlockState | null = null
  /** The last place that a jump may go to: no instruction before it may be changed any more. */
  lastTarget = 0
  freeRegister = 0
  /** Declared variables; the first `active` of them are in scope. */
  readonly variables: Variable[] = []
  active = 0
  needsClose = false
  /** Where the constants of the chunk were last put, by key: as in PUC, all functions share it. */
  readonly #constants: Map<unknown, number>

  constructor(code: Code, outer: CodeWriter | null, place: Place) {
    this.#constants = outer === null ? new Map() : outer.#constants
    this.code = code
    this.outer = outer
    this.place = place
    this.instructions = code.instructions
  }

  get pc(): number {
    return this.instructions.length
  }

  // Instructions

  emit(op: Opcode, a: number, b: number, c = 0, k = false): number {
    return this.instructions.push({ op, a, b, c, k, line: this.place.lastLine }) - 1
  }

  /** Gives the last instruction another line. */
  fixLine(line: number): void {
    this.instructions[this.pc - 1]!.line = line
  }

  at(e: Exp): Instruction {
    return this.instructions[e.info]!
  }

  /** The last instruction, if no jump can lead behind it. */
  previous(): Instruction | undefined {
    return this.pc > this.lastTarget ? this.instructions[this.pc - 1] : undefined
  }

  loadNil(from: number, count: number): void {
    let last = from + count - 1
    const before = this.previous()
    if (before?.op === "LOADNIL") {
      const beforeLast = before.a + before.b
      if ((before.a <= from && from <= beforeLast + 1) || (from <= before.a && before.a <= last + 1)) {
        const first = Math.min(before.a, from)
        last = Math.max(last, beforeLast)
        before.a = first
        before.b = last - first
        return
      }
    }
    this.emit("LOADNIL", from, count - 1)
  }

  loadConstant(register: number, index: number): void {
    if (index <= MAX_BX) {
      this.emit("LOADK", register, index)
      return
    }
    this.emit("LOADKX", register, 0)
    this.emit("EXTRAARG", 0, index)
  }

  loadInteger(register: number, value: LuaNumber): void {
    if (typeof value === "number" && fitsBx(value)) this.emit("LOADI", register, value)
    else this.loadConstant(register, this.constant(value))
  }

  loadOne(register: number): void {
    this.loadInteger(register, 1)
  }

  loadFloat(register: number, value: LuaNumber): void {
    const n = toDouble(value)
    // -0.0 equals the integer 0, as in luaV_flttointeger.
    if (Number.isInteger(n) && fitsBx(n)) this.emit("LOADF", register, n)
    else this.loadConstant(register, this.constant(value))
  }

  // Constants

  constant(value: Constant): number {
    const { constants } = this.code
    const key = constantKey(value)
    const known = this.#constants.get(key)
    if (known !== undefined && known < constants.length && constantKey(constants[known]) === key) return known
    const index = constants.push(value) - 1
    this.#constants.set(key, index)
    return index
  }

  isShortString(e: Exp): boolean {
    if (e.k !== "k" || e.hasJumps || e.info > MAX_C) return false
    const value = this.code.constants[e.info]
    return typeof value === "string" && value.length <= SHORT_STRING
  }

  // Registers

  checkStack(count: number): void {
    this.code.maxStack = Math.max(this.code.maxStack, this.freeRegister + count)
  }

  reserve(count: number): void {
    this.checkStack(count)
    this.freeRegister += count
  }

  /** The first register behind those of the variables below number `count`. */
  levelOf(count: number): number {
    while (count-- > 0) {
      const { kind, register } = this.variables[count]!
      if (kind !== "constant") return register + 1
    }
    return 0
  }

  get variableLevel(): number {
    return this.levelOf(this.active)
  }

  release(register: number): void {
    if (register >= this.variableLevel) this.freeRegister--
  }

  releaseBoth(x: number, y: number): void {
    this.release(Math.max(x, y))
    this.release(Math.min(x, y))
  }

  releaseExp(e: Exp): void {
    if (e.k === "nonreloc") this.release(e.info)
  }

  releaseExps(x: Exp, y: Exp): void {
    const first = x.k === "nonreloc" ? x.info : -1
    const second = y.k === "nonreloc" ? y.info : -1
    if (first > second) {
      if (first >= 0) this.release(first)
      if (second >= 0) this.release(second)
    } else {
      if (second >= 0) this.release(second)
      if (first >= 0) this.release(first)
    }
  }

  // Jumps

  jump(): number {
    return this.emit("JMP", 0, NO_JUMP)
  }

  /** The place behind the last instruction, as a place to jump to. */
  label(): number {
    this.lastTarget = this.pc
    return this.pc
  }

  /** Appends a list of jumps to another; the joined list. */
  join(list: number, more: number): number {
    if (more === NO_JUMP) return list
    if (list === NO_JUMP) return more
    let at = list
    for (let next = this.next(at); next !== NO_JUMP; next = this.next(at)) at = next
    this.instructions[at]!.b = more
    return list
  }

  next(jump: number): number {
    return this.instructions[jump]!.b
  }

  /** The test that a jump belongs to, or the jump itself. */
  control(jump: number): Instruction {
    const before = this.instructions[jump - 1]
    return before !== undefined && TESTS.has(before.op) ? before : this.instructions[jump]!
  }

  patchTest(jump: number, register: number): boolean {
    const test = this.control(jump)
    if (test.op !== "TESTSET") return false
    if (register !== NO_REGISTER && register !== test.b) test.a = register
    else {
      test.op = "TEST"
      test.a = test.b
      test.b = 0
    }
    return true
  }

  removeValues(list: number): void {
    for (; list !== NO_JUMP; list = this.next(list)) this.patchTest(list, NO_REGISTER)
  }

  patch(list: number, valueTarget: number, register: number, target: number): void {
    while (list !== NO_JUMP) {
      const next = this.next(list)
      this.instructions[list]!.b = this.patchTest(list, register) ? valueTarget : target
      list = next
    }
  }

  patchList(list: number, target: number): void {
    this.patch(list, target, NO_REGISTER, target)
  }

  patchToHere(list: number): void {
    this.patchList(list, this.label())
  }

  conditionalJump(op: Opcode, a: number, b: number, c: number, k: boolean): number {
    this.emit(op, a, b, c, k)
    return this.jump()
  }
}

function fitsBx(n: number): boolean {
  return n >= -OFFSET_SBX && n <= MAX_BX - OFFSET_SBX
}

export function isWithin(value: Constant, from: number, to: number): boolean {
  return typeof value === "number" && value >= from && value <= to && Number.isInteger(value)
}

/** Tells constants apart as PUC does: 1 from 1.0. */
function constantKey(value: Constant): unknown {
  if (typeof value === "string") return `s${value}`
  if (value instanceof LuaFloat) return Object.is(value.λn, -0) ? "f-0" : `f${value.λn}`
  if (value instanceof LuaInt64) return `i${value.λhi},${value.λlo}`
  return value
}
