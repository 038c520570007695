/** The site of an instruction. Names are found when a message asks for them, which is seldom. */
import type { OperandName, Site } from "../../abi.ts"
import type { Code } from "./code.ts"
import { calledName, objectName } from "./names.ts"

export class InstructionSite implements Site {
  readonly id: number
  readonly chunkname: string
  readonly line: number
  readonly #code: Code
  readonly #pc: number

  constructor(id: number, chunkname: string, code: Code, pc: number) {
    this.id = id
    this.chunkname = chunkname
    this.line = code.instructions[pc]!.line
    this.#code = code
    this.#pc = pc
  }

  get called(): OperandName {
    return calledName(this.#code, this.#pc)
  }

  get names(): OperandName[] {
    const code = this.#code
    const pc = this.#pc
    const i = code.instructions[pc]!
    const register = (n: number): OperandName => objectName(code, pc, n)
    switch (i.op) {
      case "CALL":
      case "TAILCALL":
      case "TFORCALL":
        return [this.called]
      case "GETTABUP":
        return [`upvalue '${code.upvalues[i.b]!.name}'`]
      case "SETTABUP":
        return [`upvalue '${code.upvalues[i.a]!.name}'`]
      case "GETTABLE":
      case "GETI":
      case "GETFIELD":
      case "SELF":
      case "LEN":
      case "UNM":
      case "BNOT":
        return [register(i.b)]
      case "SETTABLE":
      case "SETI":
      case "SETFIELD":
        return [register(i.a)]
      case "TBC":
        return [code.locals.findLast((l) => l.register === i.a && l.start <= pc && pc < l.end)?.name ?? "?"]
      case "TFORPREP":
        return ["(for state)"]
      default:
        return this.#operands(i.op)
    }
  }

  #operands(op: string): OperandName[] {
    const { instructions } = this.#code
    const i = instructions[this.#pc]!
    const mm = instructions[this.#pc + 1]
    const register = (n: number): OperandName => objectName(this.#code, this.#pc, n)
    if (op === "CONCAT") return []
    if (mm === undefined || !mm.op.startsWith("MMBIN")) return [register(i.a), register(i.b)]
    const names = [register(mm.a), mm.op === "MMBIN" ? register(mm.b) : ""]
    return mm.k ? names.reverse() : names
  }
}

/** The site of one step of a concatenation: the names of two neighbouring registers. */
export class ConcatSite extends InstructionSite {
  readonly #names: () => OperandName[]

  constructor(id: number, chunkname: string, code: Code, pc: number, register: number) {
    super(id, chunkname, code, pc)
    this.#names = () => [objectName(code, pc, register), objectName(code, pc, register + 1)]
  }

  override get names(): OperandName[] {
    return this.#names()
  }
}
