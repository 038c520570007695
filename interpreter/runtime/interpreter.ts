/**
 * Runs activations in debug form from their instructions (compiler/debug/assembler.ts), for as long as it does not pay to make JavaScript of
 * them: most functions of a program are called a few times, and JavaScript that is new is slow to read and to run.
 *
 * `interpret` has the place of a function's body (frame.ts): label 0 is its beginning, label n + 1 behind what instruction n
 * awaited. Its JS name is a mark; which activation it is that runs, a stack trace's reader takes from the records.
 */
import { YIELD, type Bytecode, type Opcodes } from "../abi.ts"
import type { LateShape } from "../value/shape.ts"
import { LuaTable } from "../value/table.ts"
import { NONE, type LuaResult, type LuaValue } from "../value/value.ts"
import { append, index, indexField, setfield, setindex } from "./access.ts"
import { budget } from "./finalizer.ts"
import {
  callHandler,
  closeFrom,
  forLoop,
  forPrep,
  mark,
  spread,
  suspendFrame,
  type DebugFrame,
} from "./frame.ts"
import { trace, traceBinary } from "./hook.ts"
import {
  callWith,
  equal,
  forced,
  jump,
  leave,
  look,
  makeClosure,
  putResults,
  returning,
} from "./instruction.ts"
import * as operators from "./operator.ts"
import { registerLateSites } from "./unit.ts"
import type { Cell } from "./upvalue.ts"
import { INTERPRETER_MARK } from "./mark.ts"

// Constants of this file, so that the build puts their values into the switch.
const MOVE = 0
const LOADK = 1
const LOADNIL = 2
const GETUPVAL = 3
const SETUPVAL = 4
const CELL = 5
const LOADCELL = 6
const STORECELL = 7
const GETUPFIELD = 8
const GETFIELD = 9
const GETTABLE = 10
const SELF = 11
const SELFKEY = 12
const SETFIELD = 13
const SETTABLE = 14
const NEWTABLE = 15
const SETLIST = 16
const CLOSURE = 17
const ADD = 18
const SUB = 19
const MUL = 20
const MOD = 21
const POW = 22
const DIV = 23
const IDIV = 24
const BAND = 25
const BOR = 26
const BXOR = 27
const SHL = 28
const SHR = 29
const UNM = 30
const BNOT = 31
const NOT = 32
const LEN = 33
const CONCAT = 34
const JMP = 35
const EQ = 36
const NE = 37
const LT = 38
const NLT = 39
const LE = 40
const NLE = 41
const TEST = 42
const TESTNOT = 43
const CALL = 44
const TAILCALL = 45
const RETURN = 46
const RETURN0 = 47
const RETURN1 = 48
const CLOSE = 49
const TBC = 50
const FORPREP = 51
const FORLOOP = 52
const TFORCALL = 53
const TFORLOOP = 54
const VARARG = 55
const TRACE = 56

const OPCODES: Opcodes = {
  MOVE,
  LOADK,
  LOADNIL,
  GETUPVAL,
  SETUPVAL,
  CELL,
  LOADCELL,
  STORECELL,
  GETUPFIELD,
  GETFIELD,
  GETTABLE,
  SELF,
  SELFKEY,
  SETFIELD,
  SETTABLE,
  NEWTABLE,
  SETLIST,
  CLOSURE,
  ADD,
  SUB,
  MUL,
  MOD,
  POW,
  DIV,
  IDIV,
  BAND,
  BOR,
  BXOR,
  SHL,
  SHR,
  UNM,
  BNOT,
  NOT,
  LEN,
  CONCAT,
  JMP,
  EQ,
  NE,
  LT,
  NLT,
  LE,
  NLE,
  TEST,
  TESTNOT,
  CALL,
  TAILCALL,
  RETURN,
  RETURN0,
  RETURN1,
  CLOSE,
  TBC,
  FORPREP,
  FORLOOP,
  TFORCALL,
  TFORLOOP,
  VARARG,
  TRACE,
}

/** Calls and rounds of loops of a function after which its JavaScript is made. */
const HEAT = Number(process.env.SLUA_HEAT ?? 20_000)

/** Deeper activations run as JavaScript, which takes a third of the interpreter's room on the stack. */
const DEEP = 3000

const { isArray } = Array

/** The code of a function that is called for the first time. */
function link(frame: DebugFrame): Bytecode {
  const { debug } = frame.prototype
  const code = debug.assemble(OPCODES)
  const { factories, keeps } = debug.unit!
  code.siteBase = registerLateSites(code.pcs.length, (i) => code.site(i, code.siteBase + i), keeps)
  code.factories = factories
  code.constants.forEach((value, i) => {
    if (typeof value === "string") code.constants[i] = shared(value)
  })
  debug.bytecode = code
  return code
}

/** The text as the engine keeps names of properties, which saves a search at each use. */
function shared(text: string): string {
  return Object.keys({ [text]: 0 })[0]!
}

function arithmetic(op: number, x: LuaValue, y: LuaValue, site: number): LuaResult {
  switch (op) {
    case ADD:
      return operators.add(x, y, site)
    case SUB:
      return operators.sub(x, y, site)
    case MUL:
      return operators.mul(x, y, site)
    case MOD:
      return operators.mod(x, y, site)
    case POW:
      return operators.pow(x, y, site)
    case DIV:
      return operators.div(x, y, site)
    case IDIV:
      return operators.idiv(x, y, site)
    case BAND:
      return operators.band(x, y, site)
    case BOR:
      return operators.bor(x, y, site)
    case BXOR:
      return operators.bxor(x, y, site)
    case SHL:
      return operators.shl(x, y, site)
    case SHR:
      return operators.shr(x, y, site)
    case UNM:
      return operators.unm(x, site)
    case BNOT:
      return operators.bnot(x, site)
    default:
      return operators.len(x, site)
  }
}

/** The result of an instruction has arrived for which its activation was suspended: where to go on; negative if it waits again. */
function land(frame: DebugFrame, { words }: Bytecode, ip: number, v: LuaResult): number {
  const { r } = frame
  const a = words[ip + 1]!
  switch (words[ip]) {
    case SETFIELD:
    case SETTABLE:
      break
    case CALL:
      putResults(frame, a, words[ip + 3]! - 1, v)
      break
    case TFORCALL:
      putResults(frame, a + 4, words[ip + 3]!, v)
      break
    case TAILCALL:
      frame.top = spread(r, a, v)
      break
    case EQ:
    case LT:
    case LE:
      return operators.truth(v) ? words[ip + 3]! : ip + 4
    case NE:
    case NLT:
    case NLE:
      return operators.truth(v) ? ip + 4 : words[ip + 3]!
    case CLOSE:
      if (frame.tbc !== null && closeFrom(frame, a) === YIELD) {
        suspendFrame(frame, ip + 1)
        return -1
      }
      break
    default:
      r[a] = isArray(v) ? v[0] : v
  }
  return ip + 4
}

/** Runs an activation until it returns, jumps to another function, or waits. label: what awaits a result, behind 0, or ~ where it goes on. */
export function interpret(F: DebugFrame, label: number, result?: LuaResult): LuaResult {
  const code = F.prototype.debug.bytecode ?? link(F)
  const { words, pcs, constants, siteBase } = code
  const { r, u, co } = F
  let ip = 0
  if (label > 0) {
    ip = land(F, code, label - 1, result)
    if (ip < 0) return YIELD
  } else if (label < 0) ip = ~label
  else if (++code.heat > HEAT || F.depth > DEEP) return leave(F)
  let h = co.λtrap
  // Declared once, since each variable takes room on the stack.
  let x: LuaValue
  let y: LuaValue
  let v: LuaResult
  for (;;) {
    if (h !== 0 && (pcs[ip >> 2]! & 1) === 0) h = trace(F, pcs[ip >> 2]! >> 1)
    const op = words[ip]!
    const a = words[ip + 1]!
    const b = words[ip + 2]!
    const c = words[ip + 3]!
    // What goes on at the next instruction continues the loop; what jumps to c leaves the switch.
    switch (op) {
      case MOVE:
        r[a] = r[b]
        ip += 4
        continue
      case LOADK:
        r[a] = constants[~b] as LuaValue
        ip += 4
        continue
      case LOADNIL:
        r[a] = undefined
        ip += 4
        continue
      case GETUPVAL:
        r[a] = u[b]!.v
        ip += 4
        continue
      case SETUPVAL:
        u[b]!.v = r[a]
        ip += 4
        continue
      case CELL:
        r[a] = { v: r[a] } as never
        ip += 4
        continue
      case LOADCELL:
        r[a] = (r[b] as unknown as Cell).v
        ip += 4
        continue
      case STORECELL:
        ;(r[a] as unknown as Cell).v = r[b]
        ip += 4
        continue
      case GETUPFIELD:
      case GETFIELD:
      case SELF: {
        x = op === GETUPFIELD ? u[b]!.v : r[b]
        const k = constants[c] as string
        if (op === SELF) r[a + 1] = x
        v = x === undefined ? undefined : (x as unknown as Record<string, LuaResult>)[k]
        if (v === undefined) {
          F.pc = pcs[ip >> 2]! >> 1
          v = indexField(x, k, siteBase + (ip >> 2))
          if (v === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        r[a] = v as LuaValue
        ip += 4
        continue
      }
      case GETTABLE:
      case SELFKEY: {
        x = r[b]
        const k = c < 0 ? (constants[~c] as LuaValue) : r[c]
        if (op === SELFKEY) r[a + 1] = x
        let v: LuaResult =
          typeof k === "number" && x !== undefined && k > 0 ? (x as LuaTable).λarr[k - 1] : undefined
        if (v === undefined) {
          F.pc = pcs[ip >> 2]! >> 1
          v = index(x, k, siteBase + (ip >> 2))
          if (v === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        r[a] = v as LuaValue
        ip += 4
        continue
      }
      case SETFIELD: {
        x = r[a]
        const k = constants[b] as string
        v = c < 0 ? (constants[~c] as LuaValue) : r[c]
        if (x !== undefined && (x as unknown as Record<string, LuaValue>)[k] !== undefined)
          (x as unknown as Record<string, LuaValue>)[k] = v
        else {
          F.pc = pcs[ip >> 2]! >> 1
          if (setfield(x, k, v, siteBase + (ip >> 2)) === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        ip += 4
        continue
      }
      case SETTABLE: {
        x = r[a]
        const k = b < 0 ? (constants[~b] as LuaValue) : r[b]
        v = c < 0 ? (constants[~c] as LuaValue) : r[c]
        if (
          typeof k === "number" &&
          v !== undefined &&
          x !== undefined &&
          k > 0 &&
          (x as LuaTable).λarr[k - 1] !== undefined
        )
          (x as LuaTable).λarr[k - 1] = v
        else {
          F.pc = pcs[ip >> 2]! >> 1
          if (setindex(x, k, v, siteBase + (ip >> 2)) === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        ip += 4
        continue
      }
      case NEWTABLE:
        r[a] = b < 0 ? (constants[~b] as LateShape).table() : new LuaTable()
        ip += 4
        continue
      case SETLIST:
        append(r[a] as LuaTable, c, r.slice(a + 1, b === 0 ? F.top : a + 1 + b))
        ip += 4
        continue
      case CLOSURE:
        r[a] = makeClosure(code, b, r, u)
        ip += 4
        continue
      case ADD:
      case SUB:
      case MUL:
      case MOD:
      case POW:
      case DIV:
      case IDIV:
      case BAND:
      case BOR:
      case BXOR:
      case SHL:
      case SHR: {
        x = b < 0 ? (constants[~b] as LuaValue) : r[b]
        y = c < 0 ? (constants[~c] as LuaValue) : r[c]
        if (op <= SUB && typeof x === "number" && typeof y === "number" && (x | 0) === x && (y | 0) === y) {
          r[a] = op === ADD ? x + y : x - y
          ip += 4
          continue
        }
        const pc = pcs[ip >> 2]! >> 1
        // The instruction that calls a metamethod.
        if (h !== 0) h = traceBinary(F, pc + 1, x, y)
        F.pc = pc
        v = arithmetic(op, x, y, siteBase + (ip >> 2))
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        r[a] = v as LuaValue
        ip += 4
        continue
      }
      case UNM:
      case BNOT:
      case LEN: {
        F.pc = pcs[ip >> 2]! >> 1
        v = arithmetic(op, r[b], undefined, siteBase + (ip >> 2))
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        r[a] = v as LuaValue
        ip += 4
        continue
      }
      case NOT: {
        x = r[b]
        r[a] = x === undefined || x === false
        ip += 4
        continue
      }
      case CONCAT: {
        x = r[a]
        y = r[a + 1]
        if (typeof x === "string" && typeof y === "string") r[a] = x + y
        else {
          F.pc = pcs[ip >> 2]! >> 1
          v = operators.concat(x, y, siteBase + (ip >> 2))
          if (v === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
          r[a] = v as LuaValue
        }
        ip += 4
        continue
      }
      case JMP:
        break
      case EQ:
      case NE: {
        F.pc = pcs[ip >> 2]! >> 1
        v = equal(r[a], b < 0 ? (constants[~b] as LuaValue) : r[b])
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        if (operators.truth(v) === (op === EQ)) break
        ip += 4
        continue
      }
      case LT:
      case NLT:
      case LE:
      case NLE: {
        x = a < 0 ? (constants[~a] as LuaValue) : r[a]
        y = b < 0 ? (constants[~b] as LuaValue) : r[b]
        const isStrict = op <= NLT
        if (typeof x === "number" && typeof y === "number") v = isStrict ? x < y : x <= y
        else {
          F.pc = pcs[ip >> 2]! >> 1
          const site = siteBase + (ip >> 2)
          v = isStrict ? operators.lt(x, y, site) : operators.le(x, y, site)
          if (v === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        if (operators.truth(v) === (op === LT || op === LE)) break
        ip += 4
        continue
      }
      case TEST: {
        x = r[a]
        if (x !== undefined && x !== false) break
        ip += 4
        continue
      }
      case TESTNOT: {
        x = r[a]
        if (x === undefined || x === false) break
        ip += 4
        continue
      }
      case CALL: {
        F.pc = pcs[ip >> 2]! >> 1
        x = r[a]
        // Another frame of JavaScript's would cost stack in deep recursion.
        if (b === 2 && typeof x === "function" && co.λcalls === 0 && !forced) v = x(r[a + 1])
        else if (b === 3 && typeof x === "function" && co.λcalls === 0 && !forced) v = x(r[a + 1], r[a + 2])
        else if (b === 1 && typeof x === "function" && co.λcalls === 0 && !forced) v = x()
        else v = callWith(F, x, a + 1, b === 0 ? F.top : a + b, siteBase + (ip >> 2))
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        if (c === 2) r[a] = typeof v === "object" && isArray(v) ? v[0] : v
        else putResults(F, a, c - 1, v)
        ip += 4
        continue
      }
      case TAILCALL: {
        F.pc = pcs[ip >> 2]! >> 1
        const end = b === 0 ? F.top : a + b
        x = r[a]
        const f = typeof x === "function" ? x : callHandler(x)
        // As in PUC, a library function is called, not jumped to.
        if (f !== undefined && !("λc" in f)) return jump(F, f, f === x ? a + 1 : a, end)
        v = callWith(F, x, a + 1, end, siteBase + (ip >> 2))
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        F.top = spread(r, a, v)
        ip += 4
        continue
      }
      case RETURN: {
        const end = b === 0 ? F.top : a + b - 1
        if (co.λcalls !== 0) returning(F, pcs[ip >> 2]! >> 1, a, end - a)
        co.λtop = F.below
        return end === a + 1 ? r[a] : r.slice(a, end)
      }
      case RETURN0:
        if (co.λcalls !== 0) returning(F, pcs[ip >> 2]! >> 1, a, 0)
        co.λtop = F.below
        return NONE
      case RETURN1:
        if (co.λcalls !== 0) returning(F, pcs[ip >> 2]! >> 1, a, 1)
        co.λtop = F.below
        return r[b]
      case CLOSE:
        if (F.tbc !== null) {
          F.pc = pcs[ip >> 2]! >> 1
          if (closeFrom(F, a) === YIELD) return suspendFrame(F, ip + 1)
          h = co.λtrap
        }
        ip += 4
        continue
      case TBC:
        F.pc = pcs[ip >> 2]! >> 1
        mark(F, a, r[b], siteBase + (ip >> 2))
        ip += 4
        continue
      case FORPREP:
        F.pc = pcs[ip >> 2]! >> 1
        if (forPrep(F, a, siteBase + (ip >> 2))) break
        ip += 4
        continue
      case FORLOOP: {
        const left = r[a + 1] as number
        if (F.loops !== null) {
          if (forLoop(F, a)) break
        } else if (left > 0) {
          r[a + 1] = left - 1
          r[a + 3] = r[a] = (r[a] as number) + (r[a + 2] as number)
          break
        }
        ip += 4
        continue
      }
      case TFORCALL: {
        F.pc = pcs[ip >> 2]! >> 1
        v = callWith(F, r[a], a + 1, a + 3, siteBase + (ip >> 2))
        if (v === YIELD) return suspendFrame(F, ip + 1)
        h = co.λtrap
        putResults(F, a + 4, c, v)
        ip += 4
        continue
      }
      case TFORLOOP: {
        x = r[a + 4]
        if (x !== undefined) {
          r[a + 2] = x
          break
        }
        ip += 4
        continue
      }
      case VARARG: {
        const { va } = F
        if (c === 0) F.top = spread(r, a, va)
        else for (let n = 0; n < c - 1; n++) r[a + n] = va[n]
        ip += 4
        continue
      }
      default:
        ip += 4
        continue
    }
    if (c <= ip) {
      const from = pcs[ip >> 2]! >> 1
      const to = pcs[c >> 2]! >> 1
      if (++code.heat > HEAT) return leave(F, () => F.prototype.debug.entryOf(from, to))
      if (--budget.left < 0) {
        if (look(F, from, to) === YIELD) return suspendFrame(F, ~c)
        h = co.λtrap
      }
    }
    ip = c
  }
}
Object.defineProperty(interpret, "name", { value: INTERPRETER_MARK })
