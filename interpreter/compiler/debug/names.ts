/**
 * Names of values and called functions, found in the code as PUC finds them (ldebug.c, symbolic
 * execution): only messages, tracebacks and debug.getinfo ask.
 */
import { EVENTS, type Code, type Instruction } from "./code.ts"

/** Name of local variable number `n` (from 1) at an instruction, as luaF_getlocalname counts. */
export function localName(code: Code, n: number, pc: number): string | undefined {
  for (const local of code.locals) {
    if (local.start > pc) return undefined
    if (pc < local.end && --n === 0) return local.name
  }
  return undefined
}

/** Instructions whose operand A is no register that they set. */
const SETS_NOTHING: ReadonlySet<string> = new Set(
  (
    "SETUPVAL SETTABUP SETTABLE SETI SETFIELD MMBIN MMBINI MMBINK CLOSE TBC JMP EQ LT LE EQK EQI LTI LEI GTI GEI " +
    "TEST RETURN RETURN0 RETURN1 TFORPREP TFORCALL SETLIST EXTRAARG"
  ).split(" "),
)

/** The last instruction before `last` that set a register for certain; -1 if there is none. */
function setterOf(code: Code, last: number, register: number): number {
  const { instructions } = code
  if (instructions[last]!.op.startsWith("MMBIN")) last--
  let setter = -1
  let jumpTarget = 0
  for (let pc = 0; pc < last; pc++) {
    const i = instructions[pc]!
    if (i.op === "JMP") {
      if (i.b <= last && i.b > jumpTarget) jumpTarget = i.b
      continue
    }
    if (changes(i, register)) setter = pc < jumpTarget ? -1 : pc
  }
  return setter
}

function changes(i: Instruction, register: number): boolean {
  switch (i.op) {
    case "LOADNIL":
      return i.a <= register && register <= i.a + i.b
    case "TFORCALL":
      return register >= i.a + 2
    case "CALL":
    case "TAILCALL":
      return register >= i.a
    default:
      return register === i.a && !SETS_NOTHING.has(i.op)
  }
}

interface Found {
  kind: string
  name: string
}

function constantName(code: Code, index: number): string {
  const value = code.constants[index]
  return typeof value === "string" ? cText(value) : "?"
}

/** C's idea of a string ends at a NUL. */
function cText(text: string): string {
  const nul = text.indexOf("\0")
  return nul < 0 ? text : text.slice(0, nul)
}

function constant(code: Code, index: number): Found | undefined {
  return typeof code.constants[index] === "string"
    ? { kind: "constant", name: constantName(code, index) }
    : undefined
}

/** A local variable, an upvalue or a constant in a register; otherwise the instruction that set it. */
function basicName(code: Code, pc: number, register: number): Found | number {
  const local = localName(code, register + 1, pc)
  if (local !== undefined) return { kind: "local", name: local }
  const setter = setterOf(code, pc, register)
  if (setter < 0) return -1
  const i = code.instructions[setter]!
  switch (i.op) {
    case "MOVE":
      return i.b < i.a ? basicName(code, setter, i.b) : setter
    case "GETUPVAL":
      return { kind: "upvalue", name: code.upvalues[i.b]!.name }
    case "LOADK":
      return constant(code, i.b) ?? setter
    case "LOADKX":
      return constant(code, code.instructions[setter + 1]!.b) ?? setter
    default:
      return setter
  }
}

function keyName(code: Code, pc: number, register: number): string {
  const found = basicName(code, pc, register)
  return typeof found === "object" && found.kind === "constant" ? found.name : "?"
}

function fieldKind(code: Code, pc: number, i: Instruction): string {
  if (i.op === "GETTABUP") return code.upvalues[i.b]!.name === "_ENV" ? "global" : "field"
  const table = basicName(code, pc, i.b)
  const isVariable = typeof table === "object" && table.kind !== "constant"
  return isVariable && table.name === "_ENV" ? "global" : "field"
}

/** What messages call the value in a register: `local 'x'`; "" if it has no name. */
export function objectName(code: Code, pc: number, register: number): string {
  const found = basicName(code, pc, register)
  if (typeof found === "object") return `${found.kind} '${found.name}'`
  const i = code.instructions[found]
  switch (i?.op) {
    case "GETTABUP":
    case "GETFIELD":
      return `${fieldKind(code, found, i)} '${constantName(code, i.c)}'`
    case "GETTABLE":
      return `${fieldKind(code, found, i)} '${keyName(code, found, i.c)}'`
    case "GETI":
      return "field 'integer index'"
    case "SELF":
      return `method '${i.k ? constantName(code, i.c) : keyName(code, found, i.c)}'`
    default:
      return ""
  }
}

const metamethodEvents: Record<string, string> = {
  SELF: "index",
  GETTABUP: "index",
  GETTABLE: "index",
  GETI: "index",
  GETFIELD: "index",
  SETTABUP: "newindex",
  SETTABLE: "newindex",
  SETI: "newindex",
  SETFIELD: "newindex",
  UNM: "unm",
  BNOT: "bnot",
  LEN: "len",
  CONCAT: "concat",
  EQ: "eq",
  LT: "lt",
  LTI: "lt",
  GTI: "lt",
  LE: "le",
  LEI: "le",
  GEI: "le",
  CLOSE: "close",
  RETURN: "close",
}

/** How the function is named that an instruction calls. */
export function calledName(code: Code, pc: number): string {
  const i = code.instructions[pc]!
  switch (i.op) {
    case "CALL":
    case "TAILCALL":
      return objectName(code, pc, i.a)
    case "TFORCALL":
      return "for iterator 'for iterator'"
    default: {
      const next = code.instructions[pc + 1]
      const event =
        next?.op.startsWith("MMBIN") === true && !(i.op in metamethodEvents)
          ? EVENTS[next.c]
          : metamethodEvents[i.op]
      return event === undefined ? "" : `metamethod '${event}'`
    }
  }
}
