/** Operators and conditions (the second half of lcode.c). */
import { fold } from "../../value/fold.ts"
import type { LuaNumber } from "../../value/number.ts"
import { EVENTS, type BinaryEvent, type Opcode } from "./code.ts"
import { NO_JUMP, swap, type Exp } from "./expression_state.ts"
import { fitsC, isSmallInteger, setConstant, smallNumber, type FunctionState } from "./function_state.ts"

export type BinaryOperator = BinaryEvent | "concat" | "and" | "or" | "eq" | "ne" | "lt" | "le" | "gt" | "ge"
export type UnaryOperator = "unm" | "bnot" | "not" | "len"

// Conditions

function negate(fs: FunctionState, e: Exp): void {
  const test = fs.control(e.info)
  test.k = !test.k
}

function jumpOn(fs: FunctionState, e: Exp, condition: boolean): number {
  if (e.k === "reloc" && fs.at(e).op === "NOT") {
    const not = fs.instructions.pop()!
    return fs.conditionalJump("TEST", not.b, 0, 0, !condition)
  }
  fs.dischargeToAny(e)
  fs.releaseExp(e)
  return fs.conditionalJump("TESTSET", 255, e.info, 0, condition)
}

/** Goes on if the value is true, jumps otherwise. */
export function goIfTrue(fs: FunctionState, e: Exp): void {
  fs.dischargeVariables(e)
  let jump: number
  switch (e.k) {
    case "jmp":
      negate(fs, e)
      jump = e.info
      break
    case "k":
    case "flt":
    case "int":
    case "str":
    case "true":
      jump = NO_JUMP
      break
    default:
      jump = jumpOn(fs, e, false)
  }
  e.f = fs.join(e.f, jump)
  fs.patchToHere(e.t)
  e.t = NO_JUMP
}

/** Goes on if the value is false, jumps otherwise. */
export function goIfFalse(fs: FunctionState, e: Exp): void {
  fs.dischargeVariables(e)
  let jump: number
  switch (e.k) {
    case "jmp":
      jump = e.info
      break
    case "nil":
    case "false":
      jump = NO_JUMP
      break
    default:
      jump = jumpOn(fs, e, true)
  }
  e.t = fs.join(e.t, jump)
  fs.patchToHere(e.f)
  e.f = NO_JUMP
}

function not(fs: FunctionState, e: Exp): void {
  switch (e.k) {
    case "nil":
    case "false":
      e.k = "true"
      break
    case "k":
    case "flt":
    case "int":
    case "str":
    case "true":
      e.k = "false"
      break
    case "jmp":
      negate(fs, e)
      break
    default:
      fs.dischargeToAny(e)
      fs.releaseExp(e)
      e.info = fs.emit("NOT", 0, e.info)
      e.k = "reloc"
  }
  ;[e.f, e.t] = [e.t, e.f]
  fs.removeValues(e.f)
  fs.removeValues(e.t)
}

// Arithmetic

function foldInto(op: BinaryEvent | "unm" | "bnot", x: Exp, y: Exp | null): boolean {
  if (!x.isNumeral || (y !== null && !y.isNumeral)) return false
  const result = fold(op, x.value as LuaNumber, y === null ? 0 : (y.value as LuaNumber))
  if (result === undefined) return false
  setConstant(x, result)
  return true
}

/** Prefix operators. */
export function prefix(fs: FunctionState, op: UnaryOperator, e: Exp, line: number): void {
  fs.dischargeVariables(e)
  if (op === "not") {
    not(fs, e)
    return
  }
  if (op !== "len" && foldInto(op, e, null)) return
  const register = fs.toAnyRegister(e)
  fs.releaseExp(e)
  e.info = fs.emit(op.toUpperCase() as Opcode, 0, register)
  e.k = "reloc"
  fs.fixLine(line)
}

/** Prepares the first operand, before the second one is read. */
export function infix(fs: FunctionState, op: BinaryOperator, e: Exp): void {
  fs.dischargeVariables(e)
  switch (op) {
    case "and":
      goIfTrue(fs, e)
      break
    case "or":
      goIfFalse(fs, e)
      break
    case "concat":
      fs.toNextRegister(e)
      break
    case "eq":
    case "ne":
      if (!e.isNumeral) fs.toRegisterOrConstant(e)
      break
    case "lt":
    case "le":
    case "gt":
    case "ge":
      if (smallNumber(e) === null) fs.toAnyRegister(e)
      break
    default:
      if (!e.isNumeral) fs.toAnyRegister(e)
  }
}

interface Metamethod {
  op: "MMBIN" | "MMBINI" | "MMBINK"
  /** Its second operand, if that is not the instruction's own. */
  operand?: number
  event: BinaryEvent
  flip: boolean
}

function finish(
  fs: FunctionState,
  x: Exp,
  y: Exp,
  op: Opcode,
  operand: number,
  mm: Metamethod,
  line: number,
) {
  const register = fs.toAnyRegister(x)
  const pc = fs.emit(op, 0, register, operand)
  fs.releaseExps(x, y)
  x.info = pc
  x.k = "reloc"
  fs.fixLine(line)
  fs.emit(mm.op, register, mm.operand ?? operand, EVENTS.indexOf(mm.event), mm.flip)
  fs.fixLine(line)
}

function withRegisters(fs: FunctionState, event: BinaryEvent, x: Exp, y: Exp, line: number): void {
  const operand = fs.toAnyRegister(y)
  finish(fs, x, y, event.toUpperCase() as Opcode, operand, { op: "MMBIN", event, flip: false }, line)
}

function withImmediate(
  fs: FunctionState,
  op: Opcode,
  event: BinaryEvent,
  x: Exp,
  y: Exp,
  flip: boolean,
  line: number,
): void {
  finish(fs, x, y, op, y.value as number, { op: "MMBINI", event, flip }, line)
}

function withConstant(
  fs: FunctionState,
  event: BinaryEvent,
  x: Exp,
  y: Exp,
  flip: boolean,
  line: number,
): void {
  const op = `${event.toUpperCase()}K` as Opcode
  finish(fs, x, y, op, y.info, { op: "MMBINK", event, flip }, line)
}

/** `x op i` as an operation with -i; whether that could be done. */
function withNegative(
  fs: FunctionState,
  op: Opcode,
  event: BinaryEvent,
  x: Exp,
  y: Exp,
  line: number,
): boolean {
  if (y.k !== "int" || y.hasJumps || !fitsC(y.value) || !fitsC(-y.value)) return false
  // The sum with -0, which is the integer 0, differs from the difference for -0.0: JavaScript's -0 does that.
  const operand = y.value === 0 ? -0 : y.value
  finish(fs, x, y, op, 0 - y.value, { op: "MMBINI", operand, event, flip: false }, line)
  return true
}

function withoutConstant(
  fs: FunctionState,
  event: BinaryEvent,
  x: Exp,
  y: Exp,
  flip: boolean,
  line: number,
): void {
  if (flip) swap(x, y)
  withRegisters(fs, event, x, y, line)
}

function arithmetic(
  fs: FunctionState,
  event: BinaryEvent,
  x: Exp,
  y: Exp,
  flip: boolean,
  line: number,
): void {
  if (y.isNumeral && fs.toConstant(y)) withConstant(fs, event, x, y, flip, line)
  else withoutConstant(fs, event, x, y, flip, line)
}

function commutative(fs: FunctionState, event: BinaryEvent, x: Exp, y: Exp, line: number): void {
  const flip = x.isNumeral
  if (flip) swap(x, y)
  if (event === "add" && isSmallInteger(y)) withImmediate(fs, "ADDI", "add", x, y, flip, line)
  else arithmetic(fs, event, x, y, flip, line)
}

function bitwise(fs: FunctionState, event: BinaryEvent, x: Exp, y: Exp, line: number): void {
  const flip = x.k === "int"
  if (flip) swap(x, y)
  if (y.k === "int" && fs.toConstant(y)) withConstant(fs, event, x, y, flip, line)
  else withoutConstant(fs, event, x, y, flip, line)
}

function shiftLeft(fs: FunctionState, x: Exp, y: Exp, line: number): void {
  if (isSmallInteger(x)) {
    swap(x, y)
    withImmediate(fs, "SHLI", "shl", x, y, true, line)
  } else if (!withNegative(fs, "SHRI", "shl", x, y, line)) withRegisters(fs, "shl", x, y, line)
}

// Comparison

function order(fs: FunctionState, op: "lt" | "le", x: Exp, y: Exp): void {
  const right = smallNumber(y)
  const left = right === null ? smallNumber(x) : null
  const event = op === "lt" ? "LT" : "LE"
  let code: Opcode = event
  let a: number
  let b: number
  if (right !== null) {
    a = fs.toAnyRegister(x)
    b = right.value
    code = `${event}I`
  } else if (left !== null) {
    a = fs.toAnyRegister(y)
    b = left.value
    code = op === "lt" ? "GTI" : "GEI"
  } else {
    a = fs.toAnyRegister(x)
    b = fs.toAnyRegister(y)
  }
  fs.releaseExps(x, y)
  const isFloat = right?.isFloat === true || left?.isFloat === true
  x.info = fs.conditionalJump(code, a, b, Number(isFloat), true)
  x.k = "jmp"
}

function equality(fs: FunctionState, isEqual: boolean, x: Exp, y: Exp): void {
  if (x.k !== "nonreloc") swap(x, y)
  const a = fs.toAnyRegister(x)
  const small = smallNumber(y)
  let code: Opcode
  let b: number
  if (small !== null) {
    code = "EQI"
    b = small.value
  } else if (fs.toRegisterOrConstant(y)) {
    code = "EQK"
    b = y.info
  } else {
    code = "EQ"
    b = fs.toAnyRegister(y)
  }
  fs.releaseExps(x, y)
  x.info = fs.conditionalJump(code, a, b, Number(small?.isFloat === true), isEqual)
  x.k = "jmp"
}

function concat(fs: FunctionState, x: Exp, y: Exp, line: number): void {
  const before = fs.previous()
  if (before?.op === "CONCAT") {
    fs.releaseExp(y)
    before.a = x.info
    before.b++
    return
  }
  fs.emit("CONCAT", x.info, 2)
  fs.releaseExp(y)
  fs.fixLine(line)
}

const isArithmetic = (op: BinaryOperator): op is BinaryEvent => (EVENTS as readonly string[]).includes(op)

/** Finishes a binary operation, after its second operand was read; `x` becomes its result. */
export function postfix(fs: FunctionState, op: BinaryOperator, x: Exp, y: Exp, line: number): void {
  fs.dischargeVariables(y)
  if (isArithmetic(op) && foldInto(op, x, y)) return
  switch (op) {
    case "and":
      y.f = fs.join(y.f, x.f)
      x.copy(y)
      break
    case "or":
      y.t = fs.join(y.t, x.t)
      x.copy(y)
      break
    case "concat":
      fs.toNextRegister(y)
      concat(fs, x, y, line)
      break
    case "add":
    case "mul":
      commutative(fs, op, x, y, line)
      break
    case "sub":
      if (!withNegative(fs, "ADDI", "sub", x, y, line)) arithmetic(fs, op, x, y, false, line)
      break
    case "div":
    case "idiv":
    case "mod":
    case "pow":
      arithmetic(fs, op, x, y, false, line)
      break
    case "band":
    case "bor":
    case "bxor":
      bitwise(fs, op, x, y, line)
      break
    case "shl":
      shiftLeft(fs, x, y, line)
      break
    case "shr":
      if (isSmallInteger(y)) withImmediate(fs, "SHRI", "shr", x, y, false, line)
      else withRegisters(fs, "shr", x, y, line)
      break
    case "eq":
    case "ne":
      equality(fs, op === "eq", x, y)
      break
    case "gt":
    case "ge":
      swap(x, y)
      order(fs, op === "gt" ? "lt" : "le", x, y)
      break
    default:
      order(fs, op, x, y)
  }
}
