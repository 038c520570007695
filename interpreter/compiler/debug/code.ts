/**
 * The code of a function in debug form: the instructions of PUC's own virtual machine, so that what a
 * debugger sees (lines, registers, temporaries, counts) is what it sees there. print.ts makes
 * JavaScript of them.
 */
import type { LuaNumber } from "../../value/number.ts"

/** Instructions as lopcodes.h names them. Operands that PUC stores with an offset are plain here. */
export interface Instruction {
  op: Opcode
  a: number
  /** Also Bx, sBx and Ax; of a JMP its destination, of loops the distance. */
  b: number
  c: number
  k: boolean
  line: number
  /** Of a NEWTABLE: the names of the fields, if the constructor has no others. */
  fields?: string[]
}

export type Opcode =
  | "MOVE"
  | "LOADI"
  | "LOADF"
  | "LOADK"
  | "LOADKX"
  | "LOADFALSE"
  | "LFALSESKIP"
  | "LOADTRUE"
  | "LOADNIL"
  | "GETUPVAL"
  | "SETUPVAL"
  | "GETTABUP"
  | "GETTABLE"
  | "GETI"
  | "GETFIELD"
  | "SETTABUP"
  | "SETTABLE"
  | "SETI"
  | "SETFIELD"
  | "NEWTABLE"
  | "SELF"
  | ArithmeticOpcode
  | "MMBIN"
  | "MMBINI"
  | "MMBINK"
  | "UNM"
  | "BNOT"
  | "NOT"
  | "LEN"
  | "CONCAT"
  | "CLOSE"
  | "TBC"
  | "JMP"
  | TestOpcode
  | "CALL"
  | "TAILCALL"
  | "RETURN"
  | "RETURN0"
  | "RETURN1"
  | "FORLOOP"
  | "FORPREP"
  | "TFORPREP"
  | "TFORCALL"
  | "TFORLOOP"
  | "SETLIST"
  | "CLOSURE"
  | "VARARG"
  | "VARARGPREP"
  | "EXTRAARG"

export type ArithmeticOpcode =
  | "ADDI"
  | "SHRI"
  | "SHLI"
  | `${"ADD" | "SUB" | "MUL" | "MOD" | "POW" | "DIV" | "IDIV" | "BAND" | "BOR" | "BXOR"}${"" | "K"}`
  | "SHL"
  | "SHR"

export type TestOpcode =
  "EQ" | "LT" | "LE" | "EQK" | "EQI" | "LTI" | "LEI" | "GTI" | "GEI" | "TEST" | "TESTSET"

export type Constant = LuaNumber | string | boolean | undefined

/** Binary operators with metamethods, by event: operand C of the MMBIN family is an index of this list. */
export const EVENTS = [
  "add",
  "sub",
  "mul",
  "mod",
  "pow",
  "div",
  "idiv",
  "band",
  "bor",
  "bxor",
  "shl",
  "shr",
] as const
export type BinaryEvent = (typeof EVENTS)[number]

/** A local variable in a register, active from `start` to before `end` as debug sees it. */
export interface LocalInfo {
  name: string
  register: number
  start: number
  end: number
  /** From here to `end` the register holds a cell `{v}`, if `captured`. */
  cellStart: number
  captured: boolean
}

export interface UpvalueInfo {
  name: string
  /** A register of the enclosing function, or one of its upvalues. */
  inStack: boolean
  index: number
}

export interface Code {
  /** Number of the function in its chunk, outer before inner. */
  id: number
  instructions: Instruction[]
  constants: Constant[]
  children: Code[]
  locals: LocalInfo[]
  upvalues: UpvalueInfo[]
  params: number
  isVararg: boolean
  maxStack: number
  /** Those of the locals that are captured, once that was asked for. */
  captured?: LocalInfo[]
}

/** The code of a function, still without any. */
export function newCode(id: number): Code {
  return {
    id,
    instructions: [],
    constants: [],
    children: [],
    locals: [],
    upvalues: [],
    params: 0,
    isVararg: false,
    maxStack: 2,
  }
}

/** Instructions that a conditional jump belongs to: the next one is its JMP. */
export const TESTS: ReadonlySet<string> = new Set<TestOpcode>([
  "EQ",
  "LT",
  "LE",
  "EQK",
  "EQI",
  "LTI",
  "LEI",
  "GTI",
  "GEI",
  "TEST",
  "TESTSET",
])

/** The captured variables that get their cells before an instruction. */
export function startingAt(code: Code, pc: number): LocalInfo[] {
  const list = capturedOf(code)
  return list.length === 0 ? list : list.filter((local) => local.cellStart === pc)
}

/**
 * The captured variables whose scope a jump enters behind their beginning, where they get their cells: PUC's compiler makes a jump to a `goto`
 * lead to where that goes.
 */
export function missedBy(code: Code, from: number, to: number): LocalInfo[] {
  const list = capturedOf(code)
  if (list.length === 0) return list
  const holds = (l: LocalInfo, pc: number): boolean => l.cellStart <= pc && pc < l.end
  return list.filter((l) => l.cellStart < to && holds(l, to) && !holds(l, from))
}

/** Whether a register holds a cell at an instruction. */
export function isCellAt(code: Code, register: number, pc: number): boolean {
  const list = capturedOf(code)
  return list.length > 0 && list.some((l) => l.register === register && l.cellStart <= pc && pc < l.end)
}

/** Only once the code is complete. */
function capturedOf(code: Code): LocalInfo[] {
  return (code.captured ??= code.locals.filter((local) => local.captured))
}

/** The first register that no variable has when a round of a loop begins: what is there is not read again. */
export function firstFree(code: Code, pc: number): number {
  const active = code.locals.filter((local) => local.start <= pc + 1 && pc < local.end)
  return Math.max(code.params, ...active.map((local) => local.register + 1))
}

/** Whether there is a loop in a loop, the inner one over no table: such loops count. */
export function nestsLoops({ instructions }: Code): boolean {
  const loops: { from: number; to: number; counts: boolean }[] = []
  instructions.forEach((i, pc) => {
    const isLoop = i.op === "FORLOOP" || i.op === "TFORLOOP"
    const from = isLoop ? pc + 1 - i.b : i.op === "JMP" ? i.b : Infinity
    if (from <= pc) loops.push({ from, to: pc, counts: i.op !== "TFORLOOP" })
  })
  return loops.some(
    (inner) => inner.counts && loops.some((outer) => outer.from < inner.from && inner.to < outer.to),
  )
}
