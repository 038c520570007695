/**
 * Arithmetic on Lua numbers of any representation (§3.4.1–3.4.3). Integers wrap at 64 bits; the common
 * case, two JS numbers, is decided first in each function that emitted code calls.
 */
import {
  doubleToInteger,
  hiOf,
  intFromBigInt,
  intToBigInt,
  isInteger,
  loOf,
  LuaFloat,
  makeFloat,
  makeInt,
  toDouble,
  type LuaInteger,
  type LuaNumber,
} from "../value/number.ts"
import { power } from "../value/power.ts"
import { runtimeError } from "./error.ts"

export type ArithOp = "+" | "-" | "*" | "/" | "//" | "%" | "^" | "&" | "|" | "~" | "<<" | ">>"

const TWO32 = 4294967296

// -- 64-bit integers in halves ---------------------------------------------------------------------

export function addInt(a: LuaInteger, b: LuaInteger): LuaInteger {
  const lo = (loOf(a) >>> 0) + (loOf(b) >>> 0)
  return makeInt(hiOf(a) + hiOf(b) + (lo >= TWO32 ? 1 : 0), lo)
}

export function subInt(a: LuaInteger, b: LuaInteger): LuaInteger {
  const lo = (loOf(a) >>> 0) - (loOf(b) >>> 0)
  return makeInt(hiOf(a) - hiOf(b) - (lo < 0 ? 1 : 0), lo)
}

/** High half of the product of two unsigned 32-bit integers, which are given as int32. */
export function mulHigh(a: number, b: number): number {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const b0 = b & 0xffff
  const b1 = b >>> 16
  // In 16-bit steps; no sum reaches 2^32, so that all are exact in the bits of an int32.
  const mid = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0
  const mid2 = (Math.imul(a0, b1) + (mid & 0xffff)) | 0
  return (Math.imul(a1, b1) + (mid >>> 16) + (mid2 >>> 16)) | 0
}

/** Product modulo 2^64. */
export function mulInt(a: LuaInteger, b: LuaInteger): LuaInteger {
  const al = loOf(a)
  const bl = loOf(b)
  const cross = Math.imul(hiOf(a), bl) + Math.imul(al, hiOf(b))
  return makeInt(mulHigh(al, bl) + cross, Math.imul(al, bl))
}

/** Floor division; the divisor is not zero. */
function floorDivInt(a: LuaInteger, b: LuaInteger): LuaInteger {
  if (typeof a === "number" && typeof b === "number") {
    const q = Math.floor(a / b)
    // The quotient of doubles may have been rounded up to the next integer.
    if (Number.isSafeInteger(q) && Math.abs(q) < 2 ** 21) return q + 0
  }
  const x = intToBigInt(a)
  const y = intToBigInt(b)
  let q = x / y
  if (x % y !== 0n && x < 0n !== y < 0n) q--
  return intFromBigInt(q)
}

/** Floor modulus; the divisor is not zero. */
function floorModInt(a: LuaInteger, b: LuaInteger): LuaInteger {
  if (typeof a === "number" && typeof b === "number") {
    const r = a % b
    return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0
  }
  const x = intToBigInt(a)
  const y = intToBigInt(b)
  let r = x % y
  if (r !== 0n && r < 0n !== y < 0n) r += y
  return intFromBigInt(r)
}

/** Shift left by any count; negative counts shift right (logical, §3.4.2). */
export function shiftLeft(a: LuaInteger, count: LuaInteger): LuaInteger {
  const n = typeof count === "number" ? count : hiOf(count) < 0 ? -64 : 64
  return n === 0 ? a : shiftHalves(hiOf(a), loOf(a), n)
}

/** Shift of an integer given as halves; the count is not 0. */
export function shiftHalves(hi: number, lo: number, n: number): LuaInteger {
  if (n > 0) {
    if (n < 32) return makeInt((hi << n) | (lo >>> (32 - n)), lo << n)
    return n < 64 ? makeInt(lo << (n - 32), 0) : 0
  }
  if (n > -32) return makeInt(hi >>> -n, (lo >>> -n) | (hi << (32 + n)))
  return n > -64 ? makeInt(0, n === -32 ? hi : hi >>> (-n - 32)) : 0
}

export function negateInt(a: LuaInteger): LuaInteger {
  return subInt(0, a)
}

export function notInt(a: LuaInteger): LuaInteger {
  return typeof a === "number" && a !== Number.MAX_SAFE_INTEGER ? -1 - a : makeInt(~hiOf(a), ~loOf(a))
}

// -- floats ---------------------------------------------------------------------------------------

/** 2^52: what is not larger has a unit in the last place of at most 1. */
const EXACT_QUOTIENT = 4503599627370496

/** Float modulus with the sign of the divisor (luai_nummod). */
export function floatMod(a: number, b: number): number {
  if (b > 0 && b < EXACT_QUOTIENT && Math.floor(b) === b) {
    if (a > 0) {
      if (a < EXACT_QUOTIENT) return naturalMod(a, b)
    } else if (a < 0 && a > -EXACT_QUOTIENT) {
      const r = naturalMod(-a, b)
      return r === 0 ? -0 : b - r
    }
  }
  const r = a % b
  return r !== 0 && r < 0 !== b < 0 ? r + b : r
}

/**
 * C's fmod, and much faster, for 0 < a < 2^52 and a natural b. Quotient times divisor is exact; the quotient may be one too
 * large; what is subtracted is a multiple of a's unit in the last place, and so is the difference.
 */
function naturalMod(a: number, b: number): number {
  const r = a - Math.floor(a / b) * b
  return r < 0 ? r + b : r >= b ? r - b : r
}

/** C's pow, where JavaScript's differs: 1 to anything and -1 to infinity are 1; and NaNs have a sign. */
export function floatPow(a: number, b: number): number {
  if (a === 1 || (a === -1 && (b === Infinity || b === -Infinity))) return 1
  // the root of -0 is -0, and that of -inf is NaN
  if (b === 0.5 && a > -Infinity) return Math.sqrt(a) + 0
  const r = power(a, b)
  return r === r ? r : nanPower(a, b, r)
}

/** `r`, the NaN that a to the power of b is, with the sign that it has in glibc. */
function nanPower(a: number, b: number, r: number): number {
  if (a !== a) return b % 2 === 0 || b % 1 !== 0 ? a : Math.abs(a)
  return b === b ? r : b
}

// -- any two numbers --------------------------------------------------------------------------------

/** The integer operands of a bit operation; undefined if one has no integer value. */
export function bitOperand(v: LuaNumber): LuaInteger | undefined {
  if (typeof v === "number") return Number.isSafeInteger(v) ? v : doubleToInteger(v)
  return v instanceof LuaFloat ? v.λn + 0 : v
}

export function bitwise(op: ArithOp, a: LuaInteger, b: LuaInteger): LuaInteger {
  switch (op) {
    case "&":
      return makeInt(hiOf(a) & hiOf(b), loOf(a) & loOf(b))
    case "|":
      return makeInt(hiOf(a) | hiOf(b), loOf(a) | loOf(b))
    case "~":
      return makeInt(hiOf(a) ^ hiOf(b), loOf(a) ^ loOf(b))
    case "<<":
      return shiftLeft(a, b)
    default:
      return shiftLeft(a, subInt(0, b))
  }
}

function integerArith(op: ArithOp, a: LuaInteger, b: LuaInteger, site?: number): LuaInteger | undefined {
  switch (op) {
    case "+":
      return addInt(a, b)
    case "-":
      return subInt(a, b)
    case "*":
      return mulInt(a, b)
    case "//":
      if (b === 0) throw runtimeError("attempt to divide by zero", site)
      return floorDivInt(a, b)
    case "%":
      if (b === 0) throw runtimeError("attempt to perform 'n%0'", site)
      return floorModInt(a, b)
    default:
      return undefined
  }
}

function floatArith(op: ArithOp, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b
    case "-":
      return a - b
    case "*":
      return a * b
    case "/":
      return a / b
    case "//":
      return Math.floor(a / b)
    case "%":
      return floatMod(a, b)
    default:
      return floatPow(a, b)
  }
}

/** Raw arithmetic on two numbers; bit operators need operands with integer values. */
export function arith(op: ArithOp, a: LuaNumber, b: LuaNumber, site?: number): LuaNumber {
  if (op === "&" || op === "|" || op === "~" || op === "<<" || op === ">>") {
    const x = bitOperand(a)
    const y = bitOperand(b)
    if (x === undefined || y === undefined) throw runtimeError("number has no integer representation")
    return bitwise(op, x, y)
  }
  if (isInteger(a) && isInteger(b)) {
    const r = integerArith(op, a, b, site)
    if (r !== undefined) return r
  }
  return makeFloat(floatArith(op, toDouble(a), toDouble(b)))
}
