/**
 * Lua numbers. The representation (docs/design.md, "Numbers"):
 *
 *   integer with |i| < 2^53          JS number, never -0
 *   any other integer                LuaInt64 (two 32-bit halves)
 *   float that is a safe integer     LuaFloat (box; 1.0, -0.0)
 *   any other float                  JS number (fractions, |f| >= 2^53, inf, nan)
 *
 * So a JS number is a Lua integer exactly when `Number.isSafeInteger` says so.
 */
import { sealPrototype } from "./prototype.ts"

/** The NaN that 0/0 is: with the sign that the processor gives it, where the literal's is never set. */
export const NAN = Math.sqrt(-1)

/** A float whose value is a safe integer (or -0). Immutable. */
export class LuaFloat {
  readonly λn: number
  constructor(n: number) {
    this.λn = n
  }
}
sealPrototype(LuaFloat)

/** A 64-bit integer outside the safe range, as signed halves. Immutable. */
export class LuaInt64 {
  readonly λhi: number
  readonly λlo: number
  constructor(hi: number, lo: number) {
    this.λhi = hi
    this.λlo = lo
  }
}
sealPrototype(LuaInt64)

export type LuaInteger = number | LuaInt64
export type LuaNumber = number | LuaFloat | LuaInt64

const TWO32 = 4294967296

/** Makes a Lua float of a JS number. */
export function makeFloat(n: number): number | LuaFloat {
  return Number.isSafeInteger(n) ? new LuaFloat(n) : n
}

/** Makes a Lua integer of two signed (or unsigned) 32-bit halves. */
export function makeInt(hi: number, lo: number): LuaInteger {
  hi |= 0
  if (hi >= -0x200000 && hi < 0x200000) {
    const n = hi * TWO32 + (lo >>> 0)
    if (n !== -9007199254740992) return n
  }
  return new LuaInt64(hi, lo | 0)
}

/** Makes a Lua integer of a BigInt, wrapping to 64 bits. */
export function intFromBigInt(b: bigint): LuaInteger {
  b = BigInt.asIntN(64, b)
  if (b >= -9007199254740991n && b <= 9007199254740991n) return Number(b)
  return new LuaInt64(Number(b >> 32n), Number(BigInt.asIntN(32, b)))
}

/** The value of a Lua integer as a BigInt. */
export function intToBigInt(i: LuaInteger): bigint {
  return typeof i === "number" ? BigInt(i) : (BigInt(i.λhi) << 32n) | BigInt(i.λlo >>> 0)
}

/** High signed half of a Lua integer. */
export function hiOf(i: LuaInteger): number {
  return typeof i === "number" ? Math.floor(i / TWO32) | 0 : i.λhi
}

/** Low signed half of a Lua integer. */
export function loOf(i: LuaInteger): number {
  return typeof i === "number" ? i | 0 : i.λlo
}

/** The nearest double of a Lua integer. */
export function intToNumber(i: LuaInteger): number {
  return typeof i === "number" ? i : Number(intToBigInt(i))
}

export function isNumber(v: unknown): v is LuaNumber {
  return typeof v === "number" || v instanceof LuaFloat || v instanceof LuaInt64
}

export function isInteger(v: unknown): v is LuaInteger {
  return typeof v === "number" ? Number.isSafeInteger(v) : v instanceof LuaInt64
}

export function isFloat(v: unknown): v is number | LuaFloat {
  return typeof v === "number" ? !Number.isSafeInteger(v) : v instanceof LuaFloat
}

/** The double of any Lua number (integers outside 2^53 are rounded), §3.4.3. */
export function toDouble(v: LuaNumber): number {
  if (typeof v === "number") return v
  return v instanceof LuaFloat ? v.λn : intToNumber(v)
}

/** The Lua integer equal to a double, or undefined when it has a fraction or does not fit 64 bits. */
export function doubleToInteger(n: number): LuaInteger | undefined {
  if (Number.isSafeInteger(n)) return n + 0
  if (n >= -9223372036854775808 && n < 9223372036854775808 && Math.floor(n) === n)
    return intFromBigInt(BigInt(n))
  return undefined
}

/** The Lua integer equal to a number, or undefined (lua_Number to lua_Integer, mode F2Ieq). */
export function toInteger(v: LuaNumber): LuaInteger | undefined {
  if (typeof v === "number") return Number.isSafeInteger(v) ? v : doubleToInteger(v)
  return v instanceof LuaFloat ? v.λn + 0 : v
}

/** Raw equality of two Lua numbers, exact across the subtypes (§3.4.4). */
export function numberEquals(a: LuaNumber, b: LuaNumber): boolean {
  if (a === b) return true
  if (a instanceof LuaInt64) {
    if (b instanceof LuaInt64) return a.λhi === b.λhi && a.λlo === b.λlo
    if (typeof b !== "number") return false
    const i = doubleToInteger(b)
    return i instanceof LuaInt64 && i.λhi === a.λhi && i.λlo === a.λlo
  }
  if (b instanceof LuaInt64) return numberEquals(b, a)
  return toDouble(a) === toDouble(b)
}
