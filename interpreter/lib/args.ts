/**
 * Arguments of library functions (lauxlib's luaL_check*). `n` is the argument's number, `count` the
 * number of arguments given (`arguments.length`), which tells "no value" from nil. A function must not
 * call these in tail position, or its frame would be missing from the message.
 */
import {
  doubleToInteger,
  isNumber,
  LuaFloat,
  LuaInt64,
  toDouble,
  type LuaInteger,
  type LuaNumber,
} from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { formatNumber } from "../value/format_number.ts"
import { LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import type { LuaValue } from "../value/value.ts"
import { libraryError, type LuaError } from "../runtime/error.ts"
import { cString } from "./host_string.ts"
import { nativeCallName } from "../runtime/call_name.ts"
import { typeName } from "../runtime/type_name.ts"

/** `bad argument #n to 'f' (message)`, §luaL_argerror. */
export function argumentError(n: number, message: string): LuaError {
  const { name, isMethod } = nativeCallName()
  if (isMethod) {
    n--
    if (n === 0) return libraryError(`calling '${name}' on bad self (${message})`)
  }
  return libraryError(`bad argument #${n} to '${name}' (${message})`)
}

/** `<expected> expected, got <type>`. */
export function typeError(v: LuaValue, n: number, count: number, expected: string): LuaError {
  return argumentError(n, `${expected} expected, got ${n > count ? "no value" : argumentType(v)}`)
}

function argumentType(v: LuaValue): string {
  return v instanceof Userdata && v.λlight && v.λmeta === undefined ? "light userdata" : typeName(v)
}

/** Raises unless an argument was given, nil included. */
export function checkAny(n: number, count: number): void {
  if (n > count) throw argumentError(n, "value expected")
}

/** A string, or a number as its string. */
export function checkString(v: LuaValue, n: number, count: number): string {
  if (typeof v === "string") return v
  if (isNumber(v)) return formatNumber(v)
  throw typeError(v, n, count, "string")
}

export function optString(v: LuaValue, n: number, count: number, fallback: string): string {
  return v === undefined ? fallback : checkString(v, n, count)
}

/** A number, or a string that reads as one. */
export function checkNumber(v: LuaValue, n: number, count: number): LuaNumber {
  if (isNumber(v)) return v
  const parsed = typeof v === "string" ? parseNumeral(v) : undefined
  if (parsed === undefined) throw typeError(v, n, count, "number")
  return parsed
}

/** A number as a double. */
export function checkDouble(v: LuaValue, n: number, count: number): number {
  return toDouble(checkNumber(v, n, count))
}

/** An integer, or a float or string equal to one. */
export function checkInteger(v: LuaValue, n: number, count: number): LuaInteger {
  if (typeof v === "number" && Number.isSafeInteger(v)) return v
  const number = checkNumber(v, n, count)
  if (number instanceof LuaInt64) return number
  const i = doubleToInteger(number instanceof LuaFloat ? number.λn : number)
  if (i === undefined) throw argumentError(n, "number has no integer representation")
  return i
}

/** An integer as a JS number: huge ones become the double nearest to them, good enough to compare with sizes. */
export function checkSmallInteger(v: LuaValue, n: number, count: number): number {
  if (typeof v === "number" && Number.isSafeInteger(v)) return v
  return toDouble(checkInteger(v, n, count))
}

export function optSmallInteger(v: LuaValue, n: number, count: number, fallback: number): number {
  return v === undefined ? fallback : checkSmallInteger(v, n, count)
}

export function checkTable(v: LuaValue, n: number, count: number): LuaTable {
  if (v instanceof LuaTable) return v
  throw typeError(v, n, count, "table")
}

export function checkFunction(v: LuaValue, n: number, count: number): (...args: LuaValue[]) => unknown {
  if (typeof v === "function") return v
  throw typeError(v, n, count, "function")
}

/** One of the given names (luaL_checkoption). */
export function checkOption(
  v: LuaValue,
  n: number,
  count: number,
  options: readonly string[],
  fallback?: string,
): string {
  const name = v === undefined && fallback !== undefined ? fallback : cString(checkString(v, n, count))
  if (!options.includes(name)) throw argumentError(n, `invalid option '${name}'`)
  return name
}
