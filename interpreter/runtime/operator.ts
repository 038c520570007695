/**
 * The operators as emitted code calls them when its fast path does not hold: numbers of any
 * representation first, then metamethods (§2.4). Results may be YIELD.
 */
import { YIELD } from "../abi.ts"
import { formatNumber } from "../value/format_number.ts"
import {
  hiOf,
  isNumber,
  loOf,
  LuaFloat,
  LuaInt64,
  makeInt,
  numberEquals,
  type LuaInteger,
} from "../value/number.ts"
import { border, LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import {
  addInt,
  arith,
  bitOperand,
  bitwise,
  floatMod,
  floatPow,
  mulInt,
  negateInt,
  notInt,
  shiftHalves,
  shiftLeft,
  subInt,
  type ArithOp,
} from "./arith.ts"
import { callMetamethod } from "./call.ts"
import { numberLess, numberLessEqual } from "./compare.ts"
import { andThen, callAndThen } from "./continuation.ts"
import { runtimeError } from "./error.ts"
import * as E from "./event.ts"
import { type Event, handlerOf } from "./event.ts"
import { integerError, operandError } from "./operand_name.ts"
import { typeName } from "./type_name.ts"
import { raiseResult } from "./quiet_error.ts"

const safe = Number.isSafeInteger

const isInt = (v: LuaValue): v is LuaInteger => (typeof v === "number" ? safe(v) : v instanceof LuaInt64)

/** The double of an operand when float arithmetic applies: the other one is a LuaFloat. */
const plain = (v: LuaValue): number => (typeof v === "number" ? v : v instanceof LuaFloat ? v.λn : NaN)

/** One operand is a boxed float, the other a JS number or a boxed float too. */
function floats(a: LuaValue, b: LuaValue): boolean {
  return a instanceof LuaFloat
    ? typeof b === "number" || b instanceof LuaFloat
    : b instanceof LuaFloat && typeof a === "number"
}

/** Sum of two numbers in JS representation. */
export function numAdd(a: number, b: number): LuaValue {
  const r = a + b
  if (!safe(r)) return safe(a) && safe(b) ? addInt(a, b) : r
  return safe(a) && safe(b) ? r : new LuaFloat(r)
}

export function numSub(a: number, b: number): LuaValue {
  const r = a - b
  if (!safe(r)) return safe(a) && safe(b) ? subInt(a, b) : r
  return safe(a) && safe(b) ? r : new LuaFloat(r)
}

export function numMul(a: number, b: number): LuaValue {
  const r = a * b
  if (!safe(r)) return safe(a) && safe(b) ? mulInt(a, b) : r
  return safe(a) && safe(b) ? r + 0 : new LuaFloat(r)
}

export function add(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number") {
    if (typeof b === "number") return numAdd(a, b)
    if (b instanceof LuaFloat) return float(a + b.λn)
  } else if (a instanceof LuaFloat) {
    if (typeof b === "number") return float(a.λn + b)
    if (b instanceof LuaFloat) return float(a.λn + b.λn)
  }
  return isInt(a) && isInt(b) ? addInt(a, b) : binary("+", E.ADD, a, b, site)
}

export function sub(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number") {
    if (typeof b === "number") return numSub(a, b)
    if (b instanceof LuaFloat) return float(a - b.λn)
  } else if (a instanceof LuaFloat) {
    if (typeof b === "number") return float(a.λn - b)
    if (b instanceof LuaFloat) return float(a.λn - b.λn)
  }
  return isInt(a) && isInt(b) ? subInt(a, b) : binary("-", E.SUB, a, b, site)
}

export function mul(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number") {
    if (typeof b === "number") return numMul(a, b)
    if (b instanceof LuaFloat) return float(a * b.λn)
  } else if (a instanceof LuaFloat) {
    if (typeof b === "number") return float(a.λn * b)
    if (b instanceof LuaFloat) return float(a.λn * b.λn)
  }
  return isInt(a) && isInt(b) ? mulInt(a, b) : binary("*", E.MUL, a, b, site)
}

export function div(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  // Emitted code comes here when one is not a JS number: most often a boxed float.
  if (a instanceof LuaFloat && typeof b === "number") return float(a.λn / b)
  if (b instanceof LuaFloat && typeof a === "number") return float(a / b.λn)
  if (typeof a === "number" && typeof b === "number") return float(a / b)
  return floats(a, b) ? float(plain(a) / plain(b)) : binary("/", E.DIV, a, b, site)
}

/** Operands for which quotient times divisor is exact in doubles. */
const divides = (a: number, b: number): boolean =>
  b > 0 &&
  b < 4503599627370496 &&
  a < 4503599627370496 &&
  a > -4503599627370496 &&
  Math.floor(a) === a &&
  Math.floor(b) === b

export function idiv(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number" && typeof b === "number" && divides(a, b)) {
    // The quotient of doubles may be off by one; the remainder tells.
    const q = Math.floor(a / b)
    const r = a - q * b
    return (r < 0 ? q - 1 : r >= b ? q + 1 : q) + 0
  }
  return binary("//", E.IDIV, a, b, site)
}

export function mod(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number" && typeof b === "number") {
    if (divides(a, b)) {
      // Much faster than JavaScript's % on doubles, which is C's fmod.
      const r = a - Math.floor(a / b) * b
      return r < 0 ? r + b : r >= b ? r - b : r + 0
    }
    if (!(safe(a) && safe(b))) return float(floatMod(a, b))
  }
  if (a instanceof LuaFloat && typeof b === "number") return float(floatMod(a.λn, b))
  return floats(a, b) ? float(floatMod(plain(a), plain(b))) : binary("%", E.MOD, a, b, site)
}

/** `a % b == c` for integers `b` and `c`: the remainder of a float needs no box. */
export function modIs(a: LuaValue, b: number, c: number, site?: number): LuaResult {
  if (a instanceof LuaFloat) return floatMod(a.λn, b) === c
  return andThen(mod(a, b, site), (r) => rawEquals(first(r), c))
}

export function pow(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "number" && typeof b === "number") return float(floatPow(a, b))
  return binary("^", E.POW, a, b, site)
}

/** An arithmetic operator on any operands. */
function binary(op: ArithOp, event: Event, a: LuaValue, b: LuaValue, site: number | undefined): LuaResult {
  if (isNumber(a) && isNumber(b)) return arith(op, a, b, site)
  const handler = handlerOf(a, event) ?? handlerOf(b, event)
  if (handler === undefined) {
    const wrong = isNumber(a) ? 1 : 0
    return raiseResult(operandError("perform arithmetic on", wrong === 0 ? a : b, wrong, site))
  }
  // The 0 of `a - 0` comes as -0 (syntax/luaparse_tree.ts).
  return single(callMetamethod(handler, a, b === 0 ? 0 : b))
}

/** One value of a metamethod's result, or YIELD. */
function single(r: LuaResult): LuaResult {
  return r === YIELD ? r : first(r)
}

/** A JS number from 0 to 2^32-1: its high half is zero. */
const isUint32 = (v: LuaValue): v is number => typeof v === "number" && v >>> 0 === v

export function band(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaInt64 && b instanceof LuaInt64) return makeInt(a.λhi & b.λhi, a.λlo & b.λlo)
  if (isUint32(a) && isUint32(b)) return (a & b) >>> 0
  if (isInt(a) && isInt(b)) return makeInt(hiOf(a) & hiOf(b), loOf(a) & loOf(b))
  return bits("&", E.BAND, a, b, site)
}
export function bor(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaInt64 && b instanceof LuaInt64) return makeInt(a.λhi | b.λhi, a.λlo | b.λlo)
  if (isUint32(a) && isUint32(b)) return (a | b) >>> 0
  if (isInt(a) && isInt(b)) return makeInt(hiOf(a) | hiOf(b), loOf(a) | loOf(b))
  return bits("|", E.BOR, a, b, site)
}
export function bxor(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaInt64 && b instanceof LuaInt64) return makeInt(a.λhi ^ b.λhi, a.λlo ^ b.λlo)
  if (isUint32(a) && isUint32(b)) return (a ^ b) >>> 0
  if (isInt(a) && isInt(b)) return makeInt(hiOf(a) ^ hiOf(b), loOf(a) ^ loOf(b))
  return bits("~", E.BXOR, a, b, site)
}
export function shl(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaInt64 && typeof b === "number" && safe(b) && b !== 0)
    return shiftHalves(a.λhi, a.λlo, b)
  if (isInt(a) && typeof b === "number" && safe(b)) return shiftLeft(a, b)
  return bits("<<", E.SHL, a, b, site)
}
export function shr(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaInt64 && typeof b === "number" && safe(b) && b !== 0)
    return shiftHalves(a.λhi, a.λlo, -b)
  if (isUint32(a) && isUint32(b) && b < 32) return a >>> b
  if (isInt(a) && typeof b === "number" && safe(b)) return shiftLeft(a, -b)
  return bits(">>", E.SHR, a, b, site)
}

// Emitted code takes it that operators on two numbers return no YIELD: errors about them are thrown.
function bits(op: ArithOp, event: Event, a: LuaValue, b: LuaValue, site: number | undefined): LuaResult {
  const x = integerOf(a)
  const y = integerOf(b)
  if (x !== undefined && y !== undefined) return bitwise(op, x, y)
  const handler = handlerOf(a, event) ?? handlerOf(b, event)
  if (handler !== undefined) return single(callMetamethod(handler, a, b))
  if (isNumber(a) && isNumber(b)) throw integerError(x === undefined ? 0 : 1, site)
  const wrong = isNumber(a) ? 1 : 0
  return raiseResult(operandError("perform bitwise operation on", wrong === 0 ? a : b, wrong, site))
}

/** The integer equal to a number; strings are not converted (luaV_tointegerns). */
function integerOf(v: LuaValue): LuaInteger | undefined {
  if (typeof v === "number" && safe(v)) return v
  return isNumber(v) ? bitOperand(v) : undefined
}

export function bnot(a: LuaValue, site?: number): LuaResult {
  const x = integerOf(a)
  if (x !== undefined) return notInt(x)
  const handler = handlerOf(a, E.BNOT)
  if (handler !== undefined) return single(callMetamethod(handler, a, a))
  if (isNumber(a)) throw integerError(0, site)
  return raiseResult(operandError("perform bitwise operation on", a, 0, site))
}

export function unm(a: LuaValue, site?: number): LuaResult {
  if (a instanceof LuaFloat) return new LuaFloat(-a.λn)
  if (a instanceof LuaInt64) return negateInt(a)
  // + 0 turns -0 into the integer 0
  if (typeof a === "number") return -a + 0
  const handler = handlerOf(a, E.UNM)
  if (handler === undefined) return raiseResult(operandError("perform arithmetic on", a, 0, site))
  return single(callMetamethod(handler, a, a))
}

export function len(a: LuaValue, site?: number): LuaResult {
  if (typeof a === "string") return a.length
  const handler = handlerOf(a, E.LEN)
  if (handler !== undefined) return single(callMetamethod(handler, a, a))
  if (a instanceof LuaTable) return border(a)
  return raiseResult(operandError("get length of", a, 0, site))
}

export function concat(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  const x = typeof a === "string" ? a : isNumber(a) ? formatNumber(a) : undefined
  const y = typeof b === "string" ? b : isNumber(b) ? formatNumber(b) : undefined
  if (x !== undefined && y !== undefined) return x + y
  const handler = handlerOf(a, E.CONCAT) ?? handlerOf(b, E.CONCAT)
  if (handler !== undefined) return single(callMetamethod(handler, a, b))
  const wrong = x === undefined ? 0 : 1
  return raiseResult(operandError("concatenate", wrong === 0 ? a : b, wrong, site))
}

/** Raw equality (§3.4.4). */
export function rawEquals(a: LuaValue, b: LuaValue): boolean {
  return a === b || (isNumber(a) && isNumber(b) && numberEquals(a, b))
}

/** `a == b` for values that are not identical in JavaScript; a boolean or YIELD. */
export function eq(a: LuaValue, b: LuaValue): LuaResult {
  if (a === b) return true
  if (typeof b === "number") return a instanceof LuaFloat ? a.λn === b : rawEquals(a, b)
  const tables = a instanceof LuaTable && b instanceof LuaTable
  if (!tables && !(a instanceof Userdata && b instanceof Userdata)) return rawEquals(a, b)
  const handler = handlerOf(a, E.EQ) ?? handlerOf(b, E.EQ)
  return handler === undefined ? false : truthOf(callMetamethod(handler, a, b))
}

export function lt(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "string" && typeof b === "string") return a < b
  if (isNumber(a) && isNumber(b)) return numberLess(a, b)
  return compareWith(E.LT, a, b, site)
}

export function le(a: LuaValue, b: LuaValue, site?: number): LuaResult {
  if (typeof a === "string" && typeof b === "string") return a <= b
  if (isNumber(a) && isNumber(b)) return numberLessEqual(a, b)
  if (handlerOf(a, E.LE) === undefined && handlerOf(b, E.LE) === undefined) {
    // As in Lua 5.3: a <= b when not b < a (LUA_COMPAT_LT_LE).
    const less = handlerOf(b, E.LT) ?? handlerOf(a, E.LT)
    if (less !== undefined) return callAndThen(less, [b, a], (r) => !truth(r))
  }
  return compareWith(E.LE, a, b, site)
}

function compareWith(event: Event, a: LuaValue, b: LuaValue, site: number | undefined): LuaResult {
  const handler = handlerOf(a, event) ?? handlerOf(b, event)
  if (handler !== undefined) return truthOf(callMetamethod(handler, a, b))
  const x = typeName(a)
  const y = typeName(b)
  return raiseResult(
    runtimeError(x === y ? `attempt to compare two ${x} values` : `attempt to compare ${x} with ${y}`, site),
  )
}

function truthOf(r: LuaResult): LuaResult {
  return r === YIELD ? r : truth(r)
}

/** The truth of a result's first value. */
export function truth(r: LuaResult): boolean {
  const v = first(r)
  return v !== undefined && v !== false
}

/** A float held in a JS number, as a Lua value. */
export function float(n: number): LuaValue {
  return safe(n) ? new LuaFloat(n) : n
}

/** The Lua value of an unboxed float (compiler/types.ts, "flt"). */
export function boxFloat(v: LuaValue): LuaValue {
  if (typeof v === "number") return float(v)
  return v instanceof LuaInt64 ? makeInt(v.λhi, v.λlo) : v
}

/** A Lua value as an unboxed float: floats become bare numbers, integers stay recognisable. */
export function unboxFloat(v: LuaValue): LuaValue {
  if (v instanceof LuaFloat) return v.λn
  return typeof v === "number" && safe(v) ? new LuaInt64(hiOf(v), loOf(v)) : v
}
