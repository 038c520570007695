/**
 * The string library (§6.4): the functions on whole strings, and the metatable of strings with its
 * arithmetic. Searching, formatting and packing are in string_search.ts, string_format.ts, string_pack.ts.
 */
import { noteString } from "../runtime/allocation.ts"
import { callBack } from "../runtime/barrier.ts"
import { arith } from "../runtime/arith.ts"
import { dumpFunction } from "../runtime/dump.ts"
import { libraryError } from "../runtime/error.ts"
import { metamethod } from "../runtime/metatable.ts"
import { basicType } from "../runtime/type_name.ts"
import { isNumber, type LuaNumber } from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { setField, type LuaTable } from "../value/table.ts"
import { first, NONE, type LuaResult, type LuaValue } from "../value/value.ts"
import {
  argumentError,
  checkSmallInteger,
  checkString,
  optSmallInteger,
  optString,
  typeError,
} from "./args.ts"
import { makeLibrary } from "./library.ts"
import { stringFormat } from "./string_format.ts"
import { stringPack, stringPacksize, stringUnpack } from "./string_pack.ts"
import { endIndex, startIndex } from "./string_position.ts"
import { stringFind, stringGmatch, stringGsub, stringMatch } from "./string_search.ts"
import { keep } from "../runtime/keep.ts"

/** MAXSIZE: the longest string, also for JavaScript. */
const MAX_SIZE = 0x7fffffff
/** Most values a function may return here (LUAI_MAXSTACK). */
const MAX_RESULTS = 1_000_000

/** string.byte(s [, i [, j]]) — §6.4 */
function stringByte(s: LuaValue, i: LuaValue, j: LuaValue): LuaResult {
  // Small enough for the JS engine to inline.
  if (typeof s === "string" && typeof i === "number" && j === undefined) {
    const code = s.charCodeAt(i - 1)
    if (code === code && (i | 0) === i) return code
  }
  return keep(bytes(s, i, j, arguments.length))
}

function bytes(s: LuaValue, i: LuaValue, j: LuaValue, count: number): LuaResult {
  const subject = checkString(s, 1, count)
  const from = optSmallInteger(i, 2, count, 1)
  const start = startIndex(from, subject.length)
  const end = endIndex(optSmallInteger(j, 3, count, from), subject.length)
  if (end - start === 1) return subject.charCodeAt(start)
  if (start >= end) return NONE
  if (end - start >= MAX_RESULTS) throw libraryError("stack overflow (string slice too long)")
  const codes: LuaValue[] = []
  for (let at = start; at < end; at++) codes.push(subject.charCodeAt(at))
  return codes
}

/** Most characters made in one call: each is an argument of String.fromCharCode. */
const CHUNK = 4096

/** string.char(···) — §6.4 */
function stringChar(...codes: LuaValue[]): LuaResult {
  const count = codes.length
  for (let i = 0; i < count; i++) {
    const code = checkSmallInteger(codes[i], i + 1, count)
    if (code < 0 || code > 255) throw argumentError(i + 1, "value out of range")
    codes[i] = code
  }
  if (count === 1) return String.fromCharCode(codes[0] as number)
  if (count <= CHUNK) return String.fromCharCode.apply(null, codes as number[])
  let result = ""
  for (let i = 0; i < count; i += CHUNK) {
    result += String.fromCharCode.apply(null, codes.slice(i, i + CHUNK) as number[])
  }
  return result
}

/** string.dump(function [, strip]) — §6.4 */
function stringDump(f: LuaValue, strip: LuaValue): LuaResult {
  if (typeof f !== "function") throw typeError(f, 1, arguments.length, "function")
  const dumped = dumpFunction(f, strip !== undefined && strip !== false)
  if (dumped === undefined) throw libraryError("unable to dump given function")
  return dumped
}

/** string.len(s) — §6.4 */
function stringLen(s: LuaValue): LuaResult {
  const subject = checkString(s, 1, arguments.length)
  return subject.length
}

const UPPER = /[A-Z]/
const LOWER = /[a-z]/
const BEYOND_ASCII = /[\x80-\xff]/
const LOWER_RUN = /[a-z]+/g
const UPPER_RUN = /[A-Z]+/g

/** string.lower(s) — §6.4, ASCII letters only */
function stringLower(s: LuaValue): LuaResult {
  const subject = checkString(s, 1, arguments.length)
  if (!UPPER.test(subject)) return subject
  if (BEYOND_ASCII.test(subject)) return subject.replace(UPPER_RUN, (letters) => letters.toLowerCase())
  return subject.toLowerCase()
}

/** string.upper(s) — §6.4, ASCII letters only */
function stringUpper(s: LuaValue): LuaResult {
  const subject = checkString(s, 1, arguments.length)
  if (!LOWER.test(subject)) return subject
  if (BEYOND_ASCII.test(subject)) return subject.replace(LOWER_RUN, (letters) => letters.toUpperCase())
  return subject.toUpperCase()
}

/** string.rep(s, n [, sep]) — §6.4 */
function stringRep(s: LuaValue, n: LuaValue, sep: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const times = checkSmallInteger(n, 2, count)
  const separator = optString(sep, 3, count, "")
  const unit = subject.length + separator.length
  if (times <= 0 || unit === 0) return ""
  if (unit > Math.floor(MAX_SIZE / times)) throw libraryError("resulting string too large")
  noteString(unit * times - separator.length)
  return separator === "" ? subject.repeat(times) : (subject + separator).repeat(times - 1) + subject
}

/** Up to this length a string is reversed character by character. */
const SHORT = 64

/** string.reverse(s) — §6.4 */
function stringReverse(s: LuaValue): LuaResult {
  const subject = checkString(s, 1, arguments.length)
  if (subject.length > SHORT) return subject.split("").reverse().join("")
  let result = ""
  for (let at = subject.length - 1; at >= 0; at--) result += subject[at]
  return result
}

/** string.sub(s, i [, j]) — §6.4 */
function stringSub(s: LuaValue, i: LuaValue, j: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const start = startIndex(checkSmallInteger(i, 2, count), subject.length)
  const end = j === undefined ? subject.length : endIndex(optSmallInteger(j, 3, count, -1), subject.length)
  return start < end ? subject.substring(start, end) : ""
}

// -- arithmetic of strings (§3.4.3) ---------------------------------------------------------------

/** The number a string metamethod may work with: a number, or a string that reads as one. */
function operand(v: LuaValue): LuaNumber | undefined {
  if (typeof v === "string") return parseNumeral(v)
  return isNumber(v) ? v : undefined
}

/** Does the operation on two numerals, or gives the second operand's metamethod a try. */
function stringArith(op: Parameters<typeof arith>[0], event: string, a: LuaValue, b: LuaValue): LuaValue {
  const left = operand(a)
  const right = operand(b)
  if (left !== undefined && right !== undefined) return arith(op, left, event === "__unm" ? -1 : right)
  const method = typeof b === "string" ? undefined : metamethod(b, event)
  if (method === undefined) {
    throw libraryError(`attempt to ${event.slice(2)} a '${basicType(a)}' with a '${basicType(b)}'`)
  }
  return first(callBack(method, a, b))
}

function metaAdd(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("+", "__add", a, b))
}

function metaSub(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("-", "__sub", a, b))
}

function metaMul(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("*", "__mul", a, b))
}

function metaMod(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("%", "__mod", a, b))
}

function metaPow(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("^", "__pow", a, b))
}

function metaDiv(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("/", "__div", a, b))
}

function metaIdiv(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("//", "__idiv", a, b))
}

/** Unary minus, called with its operand twice: -1 times the first. */
function metaUnm(a: LuaValue, b: LuaValue): LuaResult {
  return keep(stringArith("*", "__unm", a, b))
}

const FUNCTIONS = {
  byte: stringByte,
  char: stringChar,
  dump: stringDump,
  find: stringFind,
  format: stringFormat,
  gmatch: stringGmatch,
  gsub: stringGsub,
  len: stringLen,
  lower: stringLower,
  match: stringMatch,
  rep: stringRep,
  reverse: stringReverse,
  sub: stringSub,
  upper: stringUpper,
  pack: stringPack,
  packsize: stringPacksize,
  unpack: stringUnpack,
}

const METAMETHODS = {
  __add: metaAdd,
  __sub: metaSub,
  __mul: metaMul,
  __mod: metaMod,
  __pow: metaPow,
  __div: metaDiv,
  __idiv: metaIdiv,
  __unm: metaUnm,
}

/** The string library, and the metatable that all strings share. */
export function openString(): { library: LuaTable; metatable: LuaTable } {
  const library = makeLibrary("string", FUNCTIONS)
  const metatable = makeLibrary("string", METAMETHODS)
  setField(metatable, "__index", library)
  return { library, metatable }
}
