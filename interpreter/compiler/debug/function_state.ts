/**
 * The function whose code is being made: how the value of an expression gets where it is wanted (the middle of
 * lcode.c). Operators are in operator_code.ts.
 */
import { doubleToInteger, isInteger, toDouble, type LuaNumber } from "../../value/number.ts"
import type { Code, Constant, Instruction, Opcode } from "./code.ts"
import { CodeWriter, isWithin, type Place } from "./code_writer.ts"
import { NO_JUMP, type Exp } from "./expression_state.ts"
import type { Constants } from "./scope.ts"

const MAX_INDEX_RK = 255
const MAX_C = 255
const OFFSET_SC = 127

export class FunctionState extends CodeWriter {
  declare readonly outer: FunctionState | null
  /** The compile-time constants of functions around it, if its code is made by itself. */
  outerConstants: Constants | null = null

  constructor(code: Code, outer: FunctionState | null, place: Place) {
    super(code, outer, place)
  }

  // Values

  /** The compile-time constant an expression is: whether it is one, and its value. */
  constantOf(e: Exp): { value: Constant } | null {
    if (e.hasJumps) return null
    switch (e.k) {
      case "false":
        return { value: false }
      case "true":
        return { value: true }
      case "nil":
        return { value: undefined }
      case "str":
      case "const":
      case "int":
      case "flt":
        return { value: e.value }
      default:
        return null
    }
  }

  setReturns(e: Exp, results: number): void {
    const instruction = this.at(e)
    instruction.c = results + 1
    if (e.k === "call") return
    instruction.a = this.freeRegister
    this.reserve(1)
  }

  setMulti(e: Exp): void {
    this.setReturns(e, -1)
  }

  setOneReturn(e: Exp): void {
    if (e.k === "call") {
      e.k = "nonreloc"
      e.info = this.instructions[e.info]!.a
    } else if (e.k === "vararg") {
      this.at(e).c = 2
      e.k = "reloc"
    }
  }

  /** Makes a value of a variable. */
  dischargeVariables(e: Exp): void {
    switch (e.k) {
      case "const":
        setConstant(e, e.value)
        break
      case "local":
        e.k = "nonreloc"
        break
      case "upval":
        e.info = this.emit("GETUPVAL", 0, e.info)
        e.k = "reloc"
        break
      case "indexup":
        e.info = this.emit("GETTABUP", 0, e.info, e.aux)
        e.k = "reloc"
        break
      case "indexi":
        this.release(e.info)
        e.info = this.emit("GETI", 0, e.info, e.aux)
        e.k = "reloc"
        break
      case "indexstr":
        this.release(e.info)
        e.info = this.emit("GETFIELD", 0, e.info, e.aux)
        e.k = "reloc"
        break
      case "indexed":
        this.releaseBoth(e.info, e.aux)
        e.info = this.emit("GETTABLE", 0, e.info, e.aux)
        e.k = "reloc"
        break
      case "vararg":
      case "call":
        this.setOneReturn(e)
        break
      default:
        break
    }
  }

  #discharge(e: Exp, register: number): void {
    this.dischargeVariables(e)
    switch (e.k) {
      case "nil":
        this.loadNil(register, 1)
        break
      case "false":
        this.emit("LOADFALSE", register, 0)
        break
      case "true":
        this.emit("LOADTRUE", register, 0)
        break
      case "str":
        this.loadConstant(register, this.constant(e.value))
        break
      case "k":
        this.loadConstant(register, e.info)
        break
      case "flt":
        this.loadFloat(register, e.value as LuaNumber)
        break
      case "int":
        this.loadInteger(register, e.value as LuaNumber)
        break
      case "reloc":
        this.at(e).a = register
        break
      case "nonreloc":
        if (register !== e.info) this.emit("MOVE", register, e.info)
        break
      default:
        return
    }
    e.info = register
    e.k = "nonreloc"
  }

  dischargeToAny(e: Exp): void {
    if (e.k === "nonreloc") return
    this.reserve(1)
    this.#discharge(e, this.freeRegister - 1)
  }

  #needsValue(list: number): boolean {
    for (; list !== NO_JUMP; list = this.next(list)) if (this.control(list).op !== "TESTSET") return true
    return false
  }

  #loadBoolean(register: number, op: Opcode): number {
    this.label()
    return this.emit(op, register, 0)
  }

  toRegister(e: Exp, register: number): void {
    this.#discharge(e, register)
    if (e.k === "jmp") e.t = this.join(e.t, e.info)
    if (e.hasJumps) {
      let whenFalse = NO_JUMP
      let whenTrue = NO_JUMP
      if (this.#needsValue(e.t) || this.#needsValue(e.f)) {
        const around = e.k === "jmp" ? NO_JUMP : this.jump()
        whenFalse = this.#loadBoolean(register, "LFALSESKIP")
        whenTrue = this.#loadBoolean(register, "LOADTRUE")
        this.patchToHere(around)
      }
      const end = this.label()
      this.patch(e.f, end, register, whenFalse)
      this.patch(e.t, end, register, whenTrue)
    }
    e.f = e.t = NO_JUMP
    e.info = register
    e.k = "nonreloc"
  }

  toNextRegister(e: Exp): void {
    this.dischargeVariables(e)
    this.releaseExp(e)
    this.reserve(1)
    this.toRegister(e, this.freeRegister - 1)
  }

  toAnyRegister(e: Exp): number {
    this.dischargeVariables(e)
    if (e.k === "nonreloc") {
      if (!e.hasJumps) return e.info
      if (e.info >= this.variableLevel) {
        this.toRegister(e, e.info)
        return e.info
      }
    }
    this.toNextRegister(e)
    return e.info
  }

  toRegisterOrUpvalue(e: Exp): void {
    if (e.k !== "upval" || e.hasJumps) this.toAnyRegister(e)
  }

  toValue(e: Exp): void {
    if (e.k === "jmp" || e.hasJumps) this.toAnyRegister(e)
    else this.dischargeVariables(e)
  }

  /** Makes the expression a constant with an index that fits an operand, if it can be one. */
  toConstant(e: Exp): boolean {
    if (e.hasJumps) return false
    let index: number
    switch (e.k) {
      case "true":
        index = this.constant(true)
        break
      case "false":
        index = this.constant(false)
        break
      case "nil":
        index = this.constant(undefined)
        break
      case "int":
      case "flt":
      case "str":
        index = this.constant(e.value)
        break
      case "k":
        index = e.info
        break
      default:
        return false
    }
    if (index > MAX_INDEX_RK) return false
    e.k = "k"
    e.info = index
    return true
  }

  toRegisterOrConstant(e: Exp): boolean {
    if (this.toConstant(e)) return true
    this.toAnyRegister(e)
    return false
  }

  #emitWithOperand(op: Opcode, a: number, b: number, e: Exp): void {
    const k = this.toRegisterOrConstant(e)
    this.emit(op, a, b, e.info, k)
  }

  store(variable: Exp, e: Exp): void {
    switch (variable.k) {
      case "local":
        this.releaseExp(e)
        this.toRegister(e, variable.info)
        return
      case "upval":
        this.emit("SETUPVAL", this.toAnyRegister(e), variable.info)
        break
      case "indexup":
        this.#emitWithOperand("SETTABUP", variable.info, variable.aux, e)
        break
      case "indexi":
        this.#emitWithOperand("SETI", variable.info, variable.aux, e)
        break
      case "indexstr":
        this.#emitWithOperand("SETFIELD", variable.info, variable.aux, e)
        break
      default:
        this.#emitWithOperand("SETTABLE", variable.info, variable.aux, e)
        break
    }
    this.releaseExp(e)
  }

  self(e: Exp, key: Exp): void {
    this.toAnyRegister(e)
    const object = e.info
    this.releaseExp(e)
    e.info = this.freeRegister
    e.k = "nonreloc"
    this.reserve(2)
    this.#emitWithOperand("SELF", e.info, object, key)
    this.releaseExp(key)
  }

  /** Makes `t[k]` of a table in a register or upvalue. */
  index(t: Exp, k: Exp): void {
    if (k.k === "str") {
      k.info = this.constant(k.value)
      k.k = "k"
    }
    if (t.k === "upval" && !this.isShortString(k)) this.toAnyRegister(t)
    if (t.k === "upval") {
      t.k = "indexup"
      t.aux = k.info
    } else if (this.isShortString(k)) {
      t.k = "indexstr"
      t.aux = k.info
    } else if (k.k === "int" && !k.hasJumps && isWithin(k.value, 0, MAX_C)) {
      t.k = "indexi"
      t.aux = k.value as number
    } else {
      t.aux = this.toAnyRegister(k)
      t.k = "indexed"
    }
  }

  return(first: number, count: number): void {
    const op = count === 0 ? "RETURN0" : count === 1 ? "RETURN1" : "RETURN"
    this.emit(op, first, count + 1)
  }

  setList(base: number, stored: number, count: number): void {
    const b = Math.max(0, count)
    if (stored <= MAX_C) this.emit("SETLIST", base, b, stored)
    else {
      this.emit("SETLIST", base, b, stored % (MAX_C + 1), true)
      this.emit("EXTRAARG", 0, Math.floor(stored / (MAX_C + 1)))
    }
    this.freeRegister = base + 1
  }

  /** The last pass: returns that have more to do, jumps to jumps. */
  finish(): void {
    this.instructions.forEach((i) => {
      switch (i.op) {
        case "RETURN0":
        case "RETURN1":
          if (!this.needsClose && !this.code.isVararg) return
          i.op = "RETURN"
          this.#finishReturn(i)
          break
        case "RETURN":
        case "TAILCALL":
          this.#finishReturn(i)
          break
        case "JMP":
          i.b = this.#finalTarget(i.b)
          break
        default:
          break
      }
    })
  }

  #finishReturn(i: Instruction): void {
    if (this.needsClose) i.k = true
    if (this.code.isVararg) i.c = this.code.params + 1
  }

  #finalTarget(target: number): number {
    // The limit is PUC's, against loops.
    for (let count = 1; count < 100; count++) {
      const i = this.instructions[target]!
      if (i.op !== "JMP") break
      target = i.b
    }
    return target
  }
}

/** Makes an expression of a compile-time constant. */
export function setConstant(e: Exp, value: Constant): void {
  e.value = value
  if (value === undefined) e.k = "nil"
  else if (value === true) e.k = "true"
  else if (value === false) e.k = "false"
  else if (typeof value === "string") e.k = "str"
  else e.k = isInteger(value) ? "int" : "flt"
}

/** The integer that an immediate operand of 8 bits with sign can be, and whether it was written as a float. */
export function smallNumber(e: Exp): { value: number; isFloat: boolean } | null {
  if (!e.isNumeral) return null
  const isFloat = e.k === "flt"
  const value = isFloat ? doubleToInteger(toDouble(e.value as LuaNumber)) : e.value
  return fitsC(value) ? { value, isFloat } : null
}

export function isSmallInteger(e: Exp): boolean {
  return e.k === "int" && !e.hasJumps && fitsC(e.value)
}

export function fitsC(value: Constant): value is number {
  return isWithin(value, -OFFSET_SC, MAX_C - OFFSET_SC)
}
