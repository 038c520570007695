/**
 * The code of a function for the interpreter (runtime/interpreter.ts): PUC's instructions with operands made plain. What is in a cell is
 * taken out of it, or put there, by instructions of their own; tests have the destinations of the jumps behind them.
 */
import type { Bytecode, OpcodeName, Opcodes } from "../../abi.ts"
import { LuaFloat } from "../../value/number.ts"
import { LateShape } from "../../value/shape.ts"
import { isIdentifier } from "../identifier.ts"
import { isNativeName } from "../operand.ts"
import {
  EVENTS,
  isCellAt,
  missedBy,
  startingAt,
  TESTS,
  type Code,
  type Constant,
  type Instruction,
  type LocalInfo,
} from "./code.ts"
import { ConcatSite, InstructionSite } from "./instruction_site.ts"

/** Registers behind those of the function. */
const SCRATCH = 3

/** Words of an instruction. */
const SIZE = 4

const ARITHMETIC: readonly OpcodeName[] = EVENTS.map((event) => event.toUpperCase() as OpcodeName)

export function assemble(code: Code, chunkname: string, opcodes: Opcodes): Bytecode {
  return new Assembler(code, chunkname, opcodes).assemble()
}

/** How many registers an activation needs: the function's own, and those that parts of instructions pass values in. */
export function registersOf(code: Code): number {
  const usesScratch = ({ op, c }: Instruction): boolean =>
    op === "SETTABUP" || (op === "GETTABUP" && !isFieldName(code.constants[c]))
  const isPlain = !code.locals.some((local) => local.captured) && !code.instructions.some(usesScratch)
  return code.maxStack + (isPlain ? 0 : SCRATCH)
}

/** Of comparisons: what tests them, and the opposite; whether the operands change places. */
const ORDER: Record<string, [OpcodeName, OpcodeName, boolean]> = {
  LT: ["LT", "NLT", false],
  LE: ["LE", "NLE", false],
  LTI: ["LT", "NLT", false],
  LEI: ["LE", "NLE", false],
  GTI: ["LT", "NLT", true],
  GEI: ["LE", "NLE", true],
}

/** A Map does not tell -0 from 0. */
const NEGATIVE_ZERO = Symbol("-0")

class Assembler {
  readonly #code: Code
  readonly #chunkname: string
  readonly #opcodes: Opcodes
  readonly #words: number[] = []
  readonly #pcs: number[] = []
  readonly #constants: unknown[] = []
  readonly #indices = new Map<unknown, number>()
  /** Where the parts of each PUC instruction begin. */
  readonly #starts: number[] = []
  /** Words to be filled with the place of an instruction, `cells` instructions behind its beginning. */
  readonly #jumps: { word: number; pc: number; cells: number }[] = []
  /** What jumps other than that of a test behind which it stands go to. */
  readonly #targets: Set<number>
  /** Words with the place of a detour, behind all instructions, where variables get cells that a jump has missed. */
  readonly #detours: { word: number; from: number; to: number; missed: LocalInfo[] }[] = []
  readonly #scratch: number
  #pc = 0
  /** Whether the instruction has a part yet. */
  #begun = false

  constructor(code: Code, chunkname: string, opcodes: Opcodes) {
    this.#code = code
    this.#chunkname = chunkname
    this.#opcodes = opcodes
    this.#scratch = code.maxStack
    this.#targets = new Set(
      code.instructions.map((i, pc) => (i.op === "LFALSESKIP" ? pc + 2 : i.op === "JMP" ? i.b : -1)),
    )
  }

  assemble(): Bytecode {
    const { instructions, children } = this.#code
    for (this.#pc = 0; this.#pc < instructions.length; this.#pc++) {
      this.#starts.push(this.#words.length)
      this.#begun = true
      for (const { register } of startingAt(this.#code, this.#pc)) this.#emit("CELL", register)
      this.#begun = false
      this.#instruction(instructions[this.#pc]!)
    }
    for (const { word, from, to, missed } of this.#detours) {
      this.#words[word] = this.#words.length
      this.#pc = from
      for (const { register } of missed) this.#emit("CELL", register)
      this.#emit("JMP")
      this.#jumps.push({ word: this.#words.length - 1, pc: to, cells: 0 })
    }
    for (const { word, pc, cells } of this.#jumps) this.#words[word] = this.#starts[pc]! + cells * SIZE
    return {
      words: Int32Array.from(this.#words),
      pcs: Int32Array.from(this.#pcs),
      constants: this.#constants,
      closures: children.map(({ id, upvalues }) => ({
        id,
        captures: upvalues.map(({ inStack, index: n }) => (inStack ? n : ~n)),
      })),
      site: (index, id) => this.#site(index, id),
      siteBase: 0,
      factories: [],
      heat: 0,
    }
  }

  #site(index: number, id: number): InstructionSite {
    const pc = this.#pcs[index]! >> 1
    if (this.#words[index * SIZE] !== this.#opcodes.CONCAT)
      return new InstructionSite(id, this.#chunkname, this.#code, pc)
    return new ConcatSite(id, this.#chunkname, this.#code, pc, this.#words[index * SIZE + 1]!)
  }

  // Parts

  #emit(op: OpcodeName, a = 0, b = 0, c = 0): void {
    this.#pcs.push(this.#pc * 2 + Number(this.#begun))
    this.#begun = true
    this.#words.push(this.#opcodes[op], a, b, c)
  }

  /** Word `n` of the last part becomes the place that an instruction `pc` is jumped to from here. */
  #jumpsTo(n: number, pc: number): void {
    const word = this.#words.length - SIZE + n
    const missed = missedBy(this.#code, this.#pc, pc)
    if (missed.length > 0) this.#detours.push({ word, from: this.#pc, to: pc, missed })
    else {
      const cells = startingAt(this.#code, pc).filter(
        (l) => this.#pc >= l.cellStart && this.#pc < l.end,
      ).length
      this.#jumps.push({ word, pc, cells })
    }
  }

  /** The operand of a constant. */
  #constant(value: unknown): number {
    const key = value === 0 && Object.is(value, -0) ? NEGATIVE_ZERO : value
    let index = this.#indices.get(key)
    if (index === undefined) this.#indices.set(key, (index = this.#constants.push(value) - 1))
    return ~index
  }

  #k(index: number): number {
    return this.#constant(this.#code.constants[index])
  }

  /** The register to read, or one that gets what is in its cell. n: which of the scratch registers. */
  #read(register: number, n = 0): number {
    if (!isCellAt(this.#code, register, this.#pc)) return register
    this.#emit("LOADCELL", this.#scratch + n, register)
    return this.#scratch + n
  }

  /** A part that writes a register. */
  #write(op: OpcodeName, register: number, b = 0, c = 0): void {
    if (!isCellAt(this.#code, register, this.#pc)) {
      this.#emit(op, register, b, c)
      return
    }
    this.#emit(op, this.#scratch, b, c)
    this.#emit("STORECELL", register, this.#scratch)
  }

  /** A register, or a constant if `k`. */
  #operand(n: number, k: boolean, scratch: number): number {
    return k ? this.#k(n) : this.#read(n, scratch)
  }

  // Instructions

  #instruction(i: Instruction): void {
    switch (i.op) {
      case "MOVE":
        this.#write("MOVE", i.a, this.#read(i.b, 1))
        break
      case "LOADI":
        this.#write("LOADK", i.a, this.#constant(i.b))
        break
      case "LOADF":
        this.#write("LOADK", i.a, ~(this.#constants.push(new LuaFloat(i.b)) - 1))
        break
      case "LOADK":
        this.#write("LOADK", i.a, this.#k(i.b))
        break
      case "LOADKX":
        this.#write("LOADK", i.a, this.#k(this.#code.instructions[this.#pc + 1]!.b))
        break
      case "LOADFALSE":
        this.#write("LOADK", i.a, this.#constant(false))
        break
      case "LOADTRUE":
        this.#write("LOADK", i.a, this.#constant(true))
        break
      case "LFALSESKIP":
        this.#write("LOADK", i.a, this.#constant(false))
        this.#jump(this.#pc + 2)
        break
      case "LOADNIL":
        for (let n = 0; n <= i.b; n++) this.#write("LOADNIL", i.a + n)
        break
      case "GETUPVAL":
        this.#write("GETUPVAL", i.a, i.b)
        break
      case "SETUPVAL":
        this.#emit("SETUPVAL", this.#read(i.a), i.b)
        break
      case "CLOSURE":
        this.#write("CLOSURE", i.a, i.b)
        break
      case "NEWTABLE":
        this.#write(
          "NEWTABLE",
          i.a,
          i.fields === undefined ? 0 : ~(this.#constants.push(new LateShape(i.fields)) - 1),
        )
        break
      case "SETLIST":
        this.#setList(i)
        break
      case "NOT":
      case "UNM":
      case "BNOT":
      case "LEN":
        this.#write(i.op, i.a, this.#read(i.b, 1))
        break
      case "CONCAT":
        for (let n = i.a + i.b - 2; n >= i.a; n--) this.#emit("CONCAT", n)
        break
      case "JMP":
        if (!TESTS.has(this.#code.instructions[this.#pc - 1]?.op ?? "") || this.#targets.has(this.#pc))
          this.#jump(i.b)
        break
      case "MMBIN":
      case "MMBINI":
      case "MMBINK":
      case "EXTRAARG":
      case "VARARGPREP":
        break
      default:
        this.#other(i)
    }
  }

  #other(i: Instruction): void {
    switch (i.op) {
      case "GETTABUP":
        this.#global(i)
        break
      case "GETFIELD":
        this.#field(i, this.#read(i.b, 1), this.#code.constants[i.c])
        break
      case "GETI":
        this.#field(i, this.#read(i.b, 1), i.c)
        break
      case "GETTABLE":
        this.#write("GETTABLE", i.a, this.#read(i.b, 1), this.#read(i.c, 2))
        break
      case "SELF":
        this.#self(i)
        break
      case "SETTABUP":
        this.#emit("GETUPVAL", this.#scratch, i.a)
        this.#setField(this.#scratch, this.#code.constants[i.b], i)
        break
      case "SETFIELD":
        this.#setField(this.#read(i.a), this.#code.constants[i.b], i)
        break
      case "SETI":
        this.#setField(this.#read(i.a), i.b, i)
        break
      case "SETTABLE":
        this.#emitWith("SETTABLE", this.#read(i.a, 0), this.#read(i.b, 1), this.#operand(i.c, i.k, 2))
        break
      case "EQ":
        this.#test(i, "EQ", "NE", this.#read(i.a, 0), this.#read(i.b, 1))
        break
      case "EQK":
        this.#test(i, "EQ", "NE", this.#read(i.a), this.#k(i.b))
        break
      case "EQI":
        this.#test(i, "EQ", "NE", this.#read(i.a), this.#number(i))
        break
      case "TEST":
        this.#test(i, "TEST", "TESTNOT", this.#read(i.a), 0)
        break
      case "TESTSET":
        this.#testSet(i)
        break
      default:
        if (!this.#order(i) && !this.#control(i)) this.#arithmetic(i)
    }
  }

  /** The same as `#emit`, for arguments that emit parts themselves. */
  #emitWith(op: OpcodeName, a: number, b: number, c: number): void {
    this.#emit(op, a, b, c)
  }

  #jump(pc: number): void {
    this.#emit("JMP")
    this.#jumpsTo(3, pc)
  }

  #setList(i: Instruction): void {
    const stored = i.c + (i.k ? this.#code.instructions[this.#pc + 1]!.b * 256 : 0)
    this.#emit("SETLIST", i.a, i.b, stored)
  }

  // Tables

  #global(i: Instruction): void {
    const key = this.#code.constants[i.c]
    if (isFieldName(key)) this.#write("GETUPFIELD", i.a, i.b, ~this.#k(i.c))
    else {
      this.#emit("GETUPVAL", this.#scratch + 1, i.b)
      this.#field(i, this.#scratch + 1, key)
    }
  }

  #field(i: Instruction, object: number, key: Constant): void {
    const isField = isFieldName(key)
    const k = this.#constant(key)
    this.#write(isField ? "GETFIELD" : "GETTABLE", i.a, object, isField ? ~k : k)
  }

  #self(i: Instruction): void {
    const key = i.k ? this.#code.constants[i.c] : undefined
    const object = this.#read(i.b)
    if (isFieldName(key)) this.#emit("SELF", i.a, object, ~this.#constant(key))
    else this.#emit("SELFKEY", i.a, object, this.#operand(i.c, i.k, 1))
  }

  #setField(object: number, key: Constant, i: Instruction): void {
    const value = this.#operand(i.c, i.k, 2)
    if (isFieldName(key)) this.#emit("SETFIELD", object, ~this.#constant(key), value)
    else this.#emit("SETTABLE", object, this.#constant(key), value)
  }

  // Operators

  #arithmetic(i: Instruction): void {
    const mm = this.#code.instructions[this.#pc + 1]!
    const first = this.#read(mm.a, 1)
    let second: number
    if (mm.op === "MMBINI") second = this.#constant(mm.b)
    else if (mm.op === "MMBINK") second = this.#k(mm.b)
    else second = this.#read(mm.b, 2)
    const [l, r] = mm.k ? [second, first] : [first, second]
    this.#write(ARITHMETIC[mm.c]!, i.a, l, r)
  }

  // Tests

  /** Jumps where the jump behind a test leads if what `op` tests is as `k` says, or else past the jump. */
  #test(i: Instruction, op: OpcodeName, opposite: OpcodeName, a: number, b: number): void {
    this.#emit(i.k ? op : opposite, a, b)
    this.#jumpsTo(3, this.#code.instructions[this.#pc + 1]!.b)
    if (this.#targets.has(this.#pc + 1)) this.#jump(this.#pc + 2)
  }

  #order(i: Instruction): boolean {
    const pair = ORDER[i.op]
    if (pair === undefined) return false
    const [op, opposite, flipped] = pair
    const a = this.#read(i.a, 0)
    const b = i.op === "LT" || i.op === "LE" ? this.#read(i.b, 1) : this.#number(i)
    if (flipped) this.#test(i, op, opposite, b, a)
    else this.#test(i, op, opposite, a, b)
    return true
  }

  /** The constant that a comparison has in itself. */
  #number(i: Instruction): number {
    return i.c !== 0 && i.op !== "EQI" ? ~(this.#constants.push(new LuaFloat(i.b)) - 1) : this.#constant(i.b)
  }

  #testSet(i: Instruction): void {
    const value = this.#read(i.b, 1)
    this.#emit(i.k ? "TESTNOT" : "TEST", value)
    this.#jumpsTo(3, this.#pc + 2)
    this.#write("MOVE", i.a, value)
    this.#jump(this.#code.instructions[this.#pc + 1]!.b)
  }

  // Calls, returns, loops

  #control(i: Instruction): boolean {
    switch (i.op) {
      case "CALL":
        this.#emit("CALL", i.a, i.b, i.c)
        return true
      case "TAILCALL":
        this.#emit("TAILCALL", i.a, i.b)
        this.#emit("RETURN", i.a, 0)
        return true
      case "RETURN":
      case "RETURN0":
      case "RETURN1":
        this.#return(i)
        return true
      case "VARARG":
        if (i.c === 2) this.#write("VARARG", i.a, 0, 2)
        else this.#emit("VARARG", i.a, 0, i.c)
        return true
      case "TBC":
        this.#emitWith("TBC", i.a, this.#read(i.a), 0)
        return true
      case "CLOSE":
        this.#emit("CLOSE", i.a)
        return true
      default:
        return this.#loop(i)
    }
  }

  #return(i: Instruction): void {
    if (i.k) this.#emit("CLOSE", 0)
    if (i.b === 1) this.#emit("RETURN0", i.a)
    else if (i.b === 2) this.#emitWith("RETURN1", i.a, this.#read(i.a), 0)
    else this.#emit("RETURN", i.a, i.b)
  }

  #loop(i: Instruction): boolean {
    const pc = this.#pc
    switch (i.op) {
      case "FORPREP":
        this.#emit("FORPREP", i.a)
        this.#jumpsTo(3, pc + i.b + 2)
        return true
      case "FORLOOP":
        this.#emit("FORLOOP", i.a)
        this.#jumpsTo(3, pc + 1 - i.b)
        return true
      case "TFORPREP":
        this.#emit("TBC", i.a + 3, i.a + 3)
        // Behind the trace of the call.
        this.#emit("JMP")
        this.#jumps.push({ word: this.#words.length - 1, pc: pc + 1 + i.b, cells: 1 })
        return true
      case "TFORCALL":
        this.#emit("TRACE")
        this.#emit("TFORCALL", i.a, 0, i.c)
        return true
      case "TFORLOOP":
        this.#emit("TFORLOOP", i.a)
        this.#jumpsTo(3, pc + 1 - i.b)
        return true
      default:
        return false
    }
  }
}

/** Whether a key may be read as a property of any value. */
function isFieldName(key: Constant): key is string {
  return typeof key === "string" && isIdentifier(key) && !isNativeName(key)
}
