/** The basic functions (§6.1), without dofile, load and loadfile (lib/load.ts). */
import { arith } from "../runtime/arith.ts"
import { callAndThen } from "../runtime/continuation.ts"
import { indexOf, toDisplay } from "../runtime/barrier.ts"
import { libraryError, raise, where } from "../runtime/error.ts"
import { raiseResult } from "../runtime/quiet_error.ts"
import { collectGarbage } from "../runtime/garbage.ts"
import { setIterators } from "../runtime/loop.ts"
import { metamethod, getMetatable } from "../runtime/metatable.ts"
import { rawEquals } from "../runtime/operator.ts"
import { rawset } from "../runtime/access.ts"
import { protectedCall } from "../runtime/protected.ts"
import { messageHandler } from "../runtime/protected_failure.ts"
import { libraryFunctions } from "../runtime/library_functions.ts"
import { basicType } from "../runtime/type_name.ts"
import { state } from "../runtime/state.ts"
import { warnings as runtimeWarnings } from "../runtime/warning.ts"
import { setMetatable } from "../runtime/weak.ts"
import { intFromBigInt, isNumber, loOf } from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { border, getString, LuaTable, rawGet } from "../value/table.ts"
import { nextEntry } from "../value/traversal.ts"
import { NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import {
  argumentError,
  checkAny,
  checkFunction,
  checkInteger,
  checkOption,
  checkSmallInteger,
  checkTable,
  typeError,
} from "./args.ts"
import { nameFunction } from "./library.ts"
import { print } from "./print.ts"
import { writeStderr } from "./standard_stream.ts"
import { keep } from "../runtime/keep.ts"

/** assert(v [, message]) — §6.1. */
function baseAssert(...args: LuaValue[]): LuaResult {
  const value = args[0]
  if (value !== undefined && value !== false) return args.length === 1 ? value : args
  checkAny(1, args.length)
  const message = args.length < 2 ? "assertion failed!" : args[1]
  throw typeof message === "string" ? libraryError(message) : raise(message)
}

const GC_OPTIONS = [
  "stop",
  "restart",
  "collect",
  "count",
  "step",
  "setpause",
  "setstepmul",
  "isrunning",
  "generational",
  "incremental",
]

/** How many integers follow an option. */
const GC_ARGUMENTS: Record<string, number> = {
  step: 1,
  setpause: 1,
  setstepmul: 1,
  generational: 2,
  incremental: 3,
}

/** collectgarbage([opt [, arg]]) — §6.1. */
function baseCollectgarbage(...args: LuaValue[]): LuaResult {
  const option = checkOption(args[0], 1, args.length, GC_OPTIONS, "collect")
  const count = GC_ARGUMENTS[option] ?? 0
  const numbers = [0, 0, 0]
  for (let i = 1; i <= count; i++)
    if (args[i] !== undefined) numbers[i - 1] = loOf(checkInteger(args[i], i + 1, args.length))
  return collectGarbage(option, numbers)
}

/** error(message [, level]) — §6.1. */
function baseError(message: LuaValue, level: LuaValue): LuaResult {
  const at = level === undefined ? 1 : checkSmallInteger(level, 2, arguments.length)
  return raiseResult(raise(typeof message === "string" && at > 0 ? where(at) + message : message))
}

/** getmetatable(object) — §6.1. */
function baseGetmetatable(object: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  const meta = getMetatable(object)
  if (meta === null) return undefined
  const field = getString(meta, "__metatable")
  return field === undefined ? meta : field
}

/** The iterator of ipairs; the index wraps around like any integer. */
function ipairsIterator(t: LuaValue, i: LuaValue): LuaResult {
  const n = arith("+", checkInteger(i, 2, arguments.length), 1)
  const v = indexOf(t, n)
  return v === undefined ? undefined : [n, v]
}

/** ipairs(t) — §6.1. */
function baseIpairs(t: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  return [ipairsIterator, t, 0]
}

/** next(table [, index]) — §6.1. */
function baseNext(t: LuaValue, key: LuaValue): LuaResult {
  const table = checkTable(t, 1, arguments.length)
  const entry = nextEntry(table, key)
  if (entry === undefined) throw raise("invalid key to 'next'")
  return entry === null ? undefined : [entry.key, entry.value]
}

/** pairs(t) — §6.1. */
function basePairs(t: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  const handler = metamethod(t, "__pairs")
  // The iterator itself complains about a value that is not a table.
  if (handler === undefined) return [baseNext, t, undefined]
  return keep(callAndThen(handler, [t], threeOf))
}

function threeOf(r: LuaResult): LuaResult {
  return Array.isArray(r) ? [r[0], r[1], r[2]] : [r, undefined, undefined]
}

/** pcall(f, ...) — §6.1. `error` itself adds no position there: its caller is a C function. */
function basePcall(f: LuaValue, ...args: LuaValue[]): LuaResult {
  checkAny(1, arguments.length)
  if (f === baseError && (args[1] === undefined || args[1] === 1)) return [false, args[0]]
  return keep(protectedCall(f, args, undefined, true))
}

/** xpcall(f, msgh, ...) — §6.1. */
function baseXpcall(...args: LuaValue[]): LuaResult {
  const handler = checkFunction(args[1], 2, args.length) as LuaFunction
  return keep(protectedCall(args[0], args.slice(2), messageHandler(handler), true))
}

/** rawequal(v1, v2) — §6.1. */
function baseRawequal(a: LuaValue, b: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  checkAny(2, arguments.length)
  return rawEquals(a, b)
}

/** rawget(table, index) — §6.1. */
function baseRawget(t: LuaValue, k: LuaValue): LuaResult {
  const table = checkTable(t, 1, arguments.length)
  checkAny(2, arguments.length)
  return rawGet(table, k)
}

/** rawlen(v) — §6.1. */
function baseRawlen(v: LuaValue): LuaResult {
  if (typeof v === "string") return v.length
  if (!(v instanceof LuaTable)) throw typeError(v, 1, arguments.length, "table or string")
  return border(v)
}

/** rawset(table, index, value) — §6.1. */
function baseRawset(t: LuaValue, k: LuaValue, v: LuaValue): LuaResult {
  const table = checkTable(t, 1, arguments.length)
  checkAny(2, arguments.length)
  checkAny(3, arguments.length)
  rawset(table, k, v)
  return table
}

/** select(n, ...) — §6.1. */
function baseSelect(n: LuaValue, ...args: LuaValue[]): LuaResult {
  if (n === "#") return args.length
  const i = checkSmallInteger(n, 1, arguments.length)
  if (i < 0 && -i > args.length) throw argumentError(1, "index out of range")
  if (i === 0) throw argumentError(1, "index out of range")
  return args.slice(i < 0 ? args.length + i : i - 1)
}

/** setmetatable(table, metatable) — §6.1. */
function baseSetmetatable(t: LuaValue, meta: LuaValue): LuaResult {
  const table = checkTable(t, 1, arguments.length)
  if (meta !== undefined && !(meta instanceof LuaTable))
    throw typeError(meta, 2, arguments.length, "nil or table")
  if (arguments.length < 2) throw typeError(meta, 2, arguments.length, "nil or table")
  if (table.λmeta !== null && getString(table.λmeta, "__metatable") !== undefined)
    throw libraryError("cannot change a protected metatable")
  setMetatable(table, meta ?? null)
  return table
}

/** tonumber(e [, base]) — §6.1. */
function baseTonumber(v: LuaValue, base: LuaValue): LuaResult {
  if (base === undefined) {
    if (isNumber(v)) return v
    if (typeof v === "string") return parseNumeral(v)
    checkAny(1, arguments.length)
    return undefined
  }
  const radix = checkInteger(base, 2, arguments.length)
  if (typeof v !== "string") throw typeError(v, 1, arguments.length, "string")
  if (typeof radix !== "number" || radix < 2 || radix > 36) throw argumentError(2, "base out of range")
  return parseDigits(v.replace(/^[ \f\n\r\t\v]+|[ \f\n\r\t\v]+$/g, ""), radix)
}

/** An integer in a base, wrapping at 64 bits; undefined if it is not one. */
function parseDigits(text: string, radix: number): LuaValue {
  const negative = text.startsWith("-")
  const digits = (negative || text.startsWith("+") ? text.slice(1) : text).toLowerCase()
  if (digits === "") return undefined
  let n = 0n
  let small = 0
  for (let i = 0; i < digits.length; i++) {
    const c = digits.charCodeAt(i)
    const digit = c >= 48 && c <= 57 ? c - 48 : c >= 97 && c <= 122 ? c - 87 : 99
    if (digit >= radix) return undefined
    if (i < 9) small = small * radix + digit
    else n = (i === 9 ? BigInt(small) : n) * BigInt(radix) + BigInt(digit)
  }
  if (digits.length <= 9) return negative ? 0 - small : small
  return intFromBigInt(negative ? -n : n)
}

/** tostring(v) — §6.1. */
function baseTostring(v: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  return keep(toDisplay(v))
}

/** type(v) — §6.1. */
function baseType(v: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  return basicType(v)
}

/** Turns warnings on, as `warn("@on")` does. */
export function turnWarningsOn(): void {
  state.warns = true
}

/** warn(msg1, ...) — §6.1, with the control messages @on and @off. */
function baseWarn(...args: LuaValue[]): LuaResult {
  for (let i = 0; i < Math.max(1, args.length); i++)
    if (typeof args[i] !== "string" && !isNumber(args[i]))
      throw typeError(args[i], i + 1, args.length, "string")
  const text = args.map((a) => toDisplay(a)).join("")
  if (args.length === 1 && text.startsWith("@")) {
    if (text === "@on") state.warns = true
    else if (text === "@off") state.warns = false
    return NONE
  }
  writeWarning(text)
  return NONE
}

function writeWarning(text: string): void {
  if (state.warns) writeStderr(`Lua warning: ${text}\n`)
}
runtimeWarnings.write = writeWarning

libraryFunctions.error = baseError as LuaFunction
libraryFunctions.select = baseSelect as LuaFunction
libraryFunctions.setmetatable = baseSetmetatable as LuaFunction
nameFunction(ipairsIterator as LuaFunction, "")
setIterators(baseNext as LuaFunction, ipairsIterator as LuaFunction)

export const baseFunctions: Record<string, LuaFunction> = {
  assert: baseAssert,
  collectgarbage: baseCollectgarbage,
  error: baseError,
  getmetatable: baseGetmetatable,
  ipairs: baseIpairs,
  next: baseNext,
  pairs: basePairs,
  pcall: basePcall,
  print,
  rawequal: baseRawequal,
  rawget: baseRawget,
  rawlen: baseRawlen,
  rawset: baseRawset,
  select: baseSelect,
  setmetatable: baseSetmetatable,
  tonumber: baseTonumber,
  tostring: baseTostring,
  type: baseType,
  warn: baseWarn,
  xpcall: baseXpcall,
}
