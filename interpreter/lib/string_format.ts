/**
 * string.format (§6.4): C's printf directives, done exactly, and Lua's own %q.
 */
import { libraryError } from "../runtime/error.ts"
import { addressOf } from "../runtime/address.ts"
import { toDisplay } from "../runtime/barrier.ts"
import {
  formatExponent,
  formatFixed,
  formatGeneral,
  formatHexFloat,
  formatNumber,
  nanText,
} from "../value/format_number.ts"
import { intToBigInt, isFloat, isNumber, LuaInt64, loOf, toDouble, type LuaInteger } from "../value/number.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkDouble, checkInteger, checkString } from "./args.ts"
import { compileFormat, type FormatItem } from "./format_spec.ts"
import { stringIdentity } from "./string_identity.ts"

/** From this length on, %10s leaves a string as it is (lstrlib.c); the width is at most 99 anyway. */
const LONG_STRING = 100

/** string.format(formatstring, ···) — §6.4 */
export function stringFormat(format: LuaValue, ...values: LuaValue[]): LuaResult {
  const count = arguments.length
  const { items, after } = compileFormat(checkString(format, 1, count))
  let result = ""
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    if (i >= values.length) throw argumentError(i + 2, "no value")
    result += item.before + convert(item, values[i], i + 2, count)
  }
  return result + after
}

/** A value as the directive wants it. n, count: the value's argument number and the number of arguments. */
function convert(item: FormatItem, v: LuaValue, n: number, count: number): string {
  if (item.tooLong !== "") throw libraryError(item.tooLong)
  switch (item.conversion) {
    case "d":
    case "i": {
      const integer = checkInteger(v, n, count)
      if (item.isBare) return typeof integer === "number" ? String(integer) : formatNumber(integer)
      return integerText(item, integer)
    }
    case "s":
      return stringText(item, toDisplay(v), n)
    case "u":
    case "o":
    case "x":
    case "X":
      return integerText(item, checkInteger(v, n, count))
    case "f":
    case "g":
    case "G":
    case "e":
    case "E":
      return floatText(item, checkDouble(v, n, count))
    case "a":
    case "A":
      checkForm(item)
      return floatText(item, checkDouble(v, n, count))
    case "c":
      checkForm(item)
      return pad(item, String.fromCharCode(loOf(checkInteger(v, n, count)) & 255))
    case "p":
      checkForm(item)
      return pad(item, pointerText(v))
    case "q":
      if (!item.isBare) throw libraryError("specifier '%q' cannot have modifiers")
      return literal(v, n)
    default:
      throw libraryError(`invalid conversion '${item.text}' to 'format'`)
  }
}

function checkForm(item: FormatItem): void {
  if (!item.isValid) throw libraryError(`invalid conversion specification: '${item.text}'`)
}

function pad(item: FormatItem, text: string): string {
  if (text.length >= item.width) return text
  return item.isLeft ? text.padEnd(item.width) : text.padStart(item.width)
}

/** Pads a number, with zeros between sign (or 0x) and digits if that is asked for. */
function padNumber(item: FormatItem, sign: string, digits: string, withZeros: boolean): string {
  const missing = item.width - sign.length - digits.length
  if (missing <= 0) return sign + digits
  if (item.isLeft) return sign + digits + " ".repeat(missing)
  return withZeros ? sign + "0".repeat(missing) + digits : " ".repeat(missing) + sign + digits
}

// -- integers -------------------------------------------------------------------------------------

function integerText(item: FormatItem, integer: LuaInteger): string {
  checkForm(item)
  let sign = ""
  let digits: string
  if (item.conversion === "d" || item.conversion === "i") {
    digits = typeof integer === "number" ? String(integer) : formatNumber(integer)
    if (digits.charCodeAt(0) === 45) {
      sign = "-"
      digits = digits.slice(1)
    } else sign = item.plus
  } else {
    digits = unsignedDigits(item, integer)
    if (item.isAlternate && item.conversion === "o") {
      if (digits[0] !== "0" && item.precision <= digits.length) digits = `0${digits}`
    } else if (item.isAlternate && integer !== 0) sign = item.conversion === "X" ? "0X" : "0x"
  }
  const { precision } = item
  if (precision >= 0)
    digits = precision === 0 && integer === 0 ? zeroDigits(item) : digits.padStart(precision, "0")
  return padNumber(item, sign, digits, item.isZero && precision < 0)
}

/** Zero with precision 0 has no digits, but the octal prefix stays. */
function zeroDigits(item: FormatItem): string {
  return item.conversion === "o" && item.isAlternate ? "0" : ""
}

function unsignedDigits(item: FormatItem, integer: LuaInteger): string {
  const base = item.conversion === "u" ? 10 : item.conversion === "o" ? 8 : 16
  const isPositive = typeof integer === "number" && integer >= 0
  const digits = (isPositive ? integer : BigInt.asUintN(64, intToBigInt(integer))).toString(base)
  return item.conversion === "X" ? digits.toUpperCase() : digits
}

// -- floats ---------------------------------------------------------------------------------------

function floatText(item: FormatItem, x: number): string {
  checkForm(item)
  if (item.conversion === "f" && item.precision >= 0 && item.width === 0 && x > 0 && x < 1e21) {
    return item.plus + formatFixed(x, item.precision, item.isAlternate)
  }
  const isUpper = item.conversion < "a"
  if (x !== x || x === Infinity || x === -Infinity) {
    const text = x !== x ? nanText(x, item.plus) : x > 0 ? `${item.plus}inf` : "-inf"
    return pad(item, isUpper ? text.toUpperCase() : text)
  }
  let sign = x < 0 || Object.is(x, -0) ? "-" : item.plus
  let digits = finiteDigits(item, Math.abs(x))
  if (item.conversion === "a" || item.conversion === "A") sign += "0x"
  if (isUpper) {
    sign = sign.toUpperCase()
    digits = digits.toUpperCase()
  }
  return padNumber(item, sign, digits, item.isZero)
}

function finiteDigits(item: FormatItem, a: number): string {
  const precision = item.precision < 0 ? 6 : item.precision
  switch (item.conversion) {
    case "f":
      return formatFixed(a, precision, item.isAlternate)
    case "e":
    case "E":
      return formatExponent(a, precision, item.isAlternate)
    case "g":
    case "G":
      return formatGeneral(a, precision, item.isAlternate)
    default:
      return formatHexFloat(a, item.precision, item.isAlternate)
  }
}

// -- the rest -------------------------------------------------------------------------------------

function stringText(item: FormatItem, text: string, n: number): string {
  if (item.isBare) return text
  if (text.includes("\0")) throw argumentError(n, "string contains zeros")
  checkForm(item)
  if (item.precision < 0) return text.length >= LONG_STRING ? text : pad(item, text)
  return pad(item, text.slice(0, item.precision))
}

function pointerText(v: LuaValue): string {
  if (typeof v === "string") return stringAddress(v)
  if (v === undefined || typeof v === "boolean" || isNumber(v)) return "(null)"
  return addressOf(v)
}

/** Up to this length, equal strings are one (LUAI_MAXSHORTLEN). */
const MOST_SHORT = 40

/** An address of a string: made up for short ones, of which equal ones have the same. */
function stringAddress(s: string): string {
  const identity = s.length > MOST_SHORT ? stringIdentity(s) : undefined
  if (identity !== undefined) return `0x${identity.toString(16).padStart(12, "0")}`
  let low = 0x811c9dc5
  let high = s.length
  for (let i = 0; i < s.length; i++) {
    low = Math.imul(low ^ s.charCodeAt(i), 0x01000193)
    high = (Math.imul(high, 31) + low) | 0
  }
  return `0x7f${(high & 0xff).toString(16).padStart(2, "0")}${(low >>> 0).toString(16).padStart(8, "0")}`
}

/** The text of a value that the Lua reader reads back as that value. */
function literal(v: LuaValue, n: number): string {
  if (typeof v === "string") return quote(v)
  if (isNumber(v)) {
    if (isFloat(v)) return floatLiteral(toDouble(v))
    // The smallest integer has no decimal numeral.
    if (v instanceof LuaInt64 && v.λhi === -0x80000000 && v.λlo === 0) return "0x8000000000000000"
    return formatNumber(v)
  }
  if (v === undefined || typeof v === "boolean") return v === undefined ? "nil" : String(v)
  throw argumentError(n, "value has no literal form")
}

function floatLiteral(x: number): string {
  if (x === Infinity) return "1e9999"
  if (x === -Infinity) return "-1e9999"
  if (x !== x) return "(0/0)"
  const sign = x < 0 || Object.is(x, -0) ? "-" : ""
  return `${sign}0x${formatHexFloat(Math.abs(x), -1, false)}`
}

const TO_ESCAPE = /["\\\n\0-\x1f\x7f]/g

function quote(s: string): string {
  const text = s.replace(TO_ESCAPE, (c, at: number) => {
    if (c === '"' || c === "\\" || c === "\n") return `\\${c}`
    const code = String(c.charCodeAt(0))
    const next = s.charCodeAt(at + 1)
    return `\\${next >= 48 && next <= 57 ? code.padStart(3, "0") : code}`
  })
  return `"${text}"`
}
