/**
 * Text to number, as `luaO_str2num`: the numerals of the lexer, `tonumber` and string coercion.
 * Decimal integers that do not fit 64 bits become floats, hexadecimal ones wrap, and every float is
 * rounded once.
 */
import { intFromBigInt, intToBigInt, LuaFloat, LuaInt64, makeFloat } from "./number.ts"
import type { LuaNumber } from "./number.ts"

const MAX_INTEGER = 9223372036854775807n
/** Longest digit strings whose value is always a safe integer. */
const SAFE_DECIMAL_DIGITS = 15
const SAFE_HEX_DIGITS = 13

/** The number a text spells (blanks around it and a sign are allowed), or undefined. */
export function parseNumeral(text: string): LuaNumber | undefined {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  const sign = text.charCodeAt(start)
  const negative = sign === 45
  if (negative || sign === 43) start++
  if (start === end) return undefined
  if (text.charCodeAt(start) === 48 && (text.charCodeAt(start + 1) | 32) === 120)
    return parseHex(text.slice(start + 2, end), negative)
  let digits = start
  let value = 0
  while (digits < end) {
    const digit = text.charCodeAt(digits) - 48
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
    digits++
  }
  if (digits < end) return parseDecimalFloat(text.slice(start, end), negative)
  if (end - start <= SAFE_DECIMAL_DIGITS) return negative ? 0 - value : value
  return parseLongInteger(text.slice(start, end), negative)
}

/** The blanks of the C locale: space, \t \n \v \f \r. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function parseDecimalFloat(digits: string, negative: boolean): LuaNumber | undefined {
  // `ddd[.ddd][e[+-]ddd]`, already known to hold a digit before the exponent.
  if (!/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(digits)) return undefined
  const value = Number(digits)
  return makeFloat(negative ? -value : value)
}

function parseLongInteger(digits: string, negative: boolean): LuaNumber {
  const significant = digits.replace(/^0+/, "")
  if (significant.length <= 19) {
    const value = BigInt(significant)
    if (value <= MAX_INTEGER || (negative && value === MAX_INTEGER + 1n))
      return intFromBigInt(negative ? -value : value)
  }
  const value = Number(digits)
  return makeFloat(negative ? -value : value)
}

function parseHex(digits: string, negative: boolean): LuaNumber | undefined {
  if (/^[0-9a-fA-F]+$/.test(digits)) {
    if (digits.length <= SAFE_HEX_DIGITS) {
      const value = Number.parseInt(digits, 16)
      return negative ? 0 - value : value
    }
    const value = BigInt("0x" + digits.slice(-16))
    return intFromBigInt(negative ? -value : value)
  }
  const parts = /^([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?$/.exec(digits)
  if (parts === null) return undefined
  const whole = parts[1] ?? ""
  const fraction = parts[2] ?? ""
  if (whole.length + fraction.length === 0) return undefined
  const exponent = Number(parts[3] ?? "0") - 4 * fraction.length
  const value = scale(BigInt("0x" + whole + fraction), exponent)
  return makeFloat(negative ? -value : value)
}

/** mantissa * 2^exponent, rounded once to the nearest double, ties to even. */
function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0
  const top = mantissa.toString(2).length + exponent
  if (top > 1024) return Infinity
  if (top < -1074) return 0
  const lowest = Math.max(top - 53, -1074)
  const rounded = shiftRounding(mantissa, lowest - exponent)
  // In two steps when 2^lowest may itself be subnormal; both products are exact.
  if (lowest < -900) return Number(rounded) * 2 ** (lowest + 64) * 2 ** -64
  return Number(rounded) * 2 ** lowest
}

/** value / 2^count, ties to even; a negative count shifts left. */
function shiftRounding(value: bigint, count: number): bigint {
  if (count <= 0) return value << BigInt(-count)
  const bits = BigInt(count)
  const quotient = value >> bits
  const rest = value - (quotient << bits)
  const half = 1n << (bits - 1n)
  if (rest > half || (rest === half && (quotient & 1n) === 1n)) return quotient + 1n
  return quotient
}

/** -n as the reference compiler folds it: never to a float zero or NaN. For numbers that are objects. */
export function negate(value: LuaFloat | LuaInt64): LuaNumber | undefined {
  if (value instanceof LuaInt64) return intFromBigInt(-intToBigInt(value))
  return value.λn === 0 ? undefined : makeFloat(-value.λn)
}
