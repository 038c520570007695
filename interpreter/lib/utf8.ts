/**
 * The utf8 library (§6.5): UTF-8 sequences of up to six bytes (values below 2^31) in byte strings;
 * strict, that is the default, allows only code points up to 10FFFF without surrogates.
 */
import { libraryError } from "../runtime/error.ts"
import { isNumber, toInteger } from "../value/number.ts"
import { setField, type LuaTable } from "../value/table.ts"
import { NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { argumentError, checkSmallInteger, checkString, optSmallInteger } from "./args.ts"
import { makeLibrary, nameFunction } from "./library.ts"
import { keep } from "../runtime/keep.ts"

const MAX_VALUE = 0x7fffffff
const MAX_UNICODE = 0x10ffff
/** Most values a function may return here (LUAI_MAXSTACK). */
const MAX_RESULTS = 1_000_000
const INVALID = "invalid UTF-8 code"

/** The least value that needs so many continuation bytes; the first entry rejects a lone one. */
const LEAST = [Infinity, 0x80, 0x800, 0x10000, 0x200000, 0x4000000]

function isContinuation(code: number): boolean {
  return (code & 0xc0) === 0x80
}

/** Place behind the sequence decoded last. */
let behind = 0

/** The value of the sequence at `at`, leaving the place behind it in `behind`; -1 if it is invalid. */
function decode(s: string, at: number, isStrict: boolean): number {
  const lead = s.charCodeAt(at)
  behind = at + 1
  if (lead < 0x80) return lead
  if (lead >= 0xc2 && lead < 0xe0) {
    const next = s.charCodeAt(at + 1)
    if (!isContinuation(next)) return -1
    behind = at + 2
    return ((lead & 0x1f) << 6) | (next & 0x3f)
  }
  return decodeLong(s, at, lead, isStrict)
}

/** decode for sequences of any length. */
function decodeLong(s: string, at: number, lead: number, isStrict: boolean): number {
  let count = 0
  let value = 0
  for (let bits = lead; (bits & 0x40) !== 0; bits <<= 1) {
    const next = s.charCodeAt(at + ++count)
    if (!isContinuation(next)) return -1
    value = (value << 6) | (next & 0x3f)
  }
  if (count > 5) return -1
  // What the lead byte has below its marks are the highest bits.
  value |= (lead & (0x3f >> count)) << (count * 6)
  if (value < LEAST[count]!) return -1
  if (isStrict && (value > MAX_UNICODE || (value >= 0xd800 && value <= 0xdfff))) return -1
  behind = at + count + 1
  return value
}

/** A position counted from the end if negative; 0 when it lies before the string. */
function position(i: number, length: number): number {
  if (i >= 0) return i
  return -i > length ? 0 : length + i + 1
}

function isTrue(v: LuaValue): boolean {
  return v !== undefined && v !== false
}

/** utf8.len(s [, i [, j [, lax]]]) — §6.5 */
function utf8Len(s: LuaValue, i: LuaValue, j: LuaValue, lax: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const from = position(optSmallInteger(i, 2, count, 1), subject.length)
  const to = position(optSmallInteger(j, 3, count, -1), subject.length)
  if (from < 1 || from > subject.length + 1) throw argumentError(2, "initial position out of bounds")
  if (to > subject.length) throw argumentError(3, "final position out of bounds")
  let at = from - 1
  let characters = 0
  const isStrict = !isTrue(lax)
  while (at < to) {
    if (decode(subject, at, isStrict) < 0) return [undefined, at + 1]
    at = behind
    characters++
  }
  return characters
}

/** utf8.codepoint(s [, i [, j [, lax]]]) — §6.5 */
function utf8Codepoint(s: LuaValue, i: LuaValue, j: LuaValue, lax: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const from = position(optSmallInteger(i, 2, count, 1), subject.length)
  const to = position(optSmallInteger(j, 3, count, from), subject.length)
  if (from < 1) throw argumentError(2, "out of bounds")
  if (to > subject.length) throw argumentError(3, "out of bounds")
  if (to - from >= MAX_RESULTS) throw libraryError("stack overflow (string slice too long)")
  const isStrict = !isTrue(lax)
  const values: LuaValue[] = []
  for (let at = from - 1; at < to; at = behind) {
    const value = decode(subject, at, isStrict)
    if (value < 0) throw libraryError(INVALID)
    values.push(value)
  }
  return values.length === 1 ? values[0] : values
}

/** utf8.char(···) — §6.5 */
function utf8Char(...codes: LuaValue[]): LuaResult {
  let result = ""
  for (let i = 0; i < codes.length; i++) {
    const code = checkSmallInteger(codes[i], i + 1, codes.length)
    if (code < 0 || code > MAX_VALUE) throw argumentError(i + 1, "value out of range")
    result += encode(code)
  }
  return result
}

function encode(code: number): string {
  if (code < 0x80) return String.fromCharCode(code)
  let bytes = ""
  /** The largest value the first byte still has room for. */
  let room = 0x3f
  while (code > room) {
    bytes = String.fromCharCode(0x80 | (code & 0x3f)) + bytes
    code >>>= 6
    room >>= 1
  }
  return String.fromCharCode(((~room << 1) & 0xff) | code) + bytes
}

/** utf8.offset(s, n [, i]) — §6.5 */
function utf8Offset(s: LuaValue, n: LuaValue, i: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const wanted = checkSmallInteger(n, 2, count)
  const fallback = wanted >= 0 ? 1 : subject.length + 1
  const from = position(optSmallInteger(i, 3, count, fallback), subject.length)
  if (from < 1 || from > subject.length + 1) throw argumentError(3, "position out of bounds")
  let at = from - 1
  if (wanted === 0) {
    while (at > 0 && isContinuation(subject.charCodeAt(at))) at--
    return at + 1
  }
  if (isContinuation(subject.charCodeAt(at))) throw libraryError("initial position is a continuation byte")
  return wanted < 0 ? backwards(subject, at, -wanted) : forwards(subject, at, wanted - 1)
}

/** The 1-based position `steps` characters before `at`. */
function backwards(s: string, at: number, steps: number): number | undefined {
  while (steps > 0 && at > 0) {
    do at--
    while (at > 0 && isContinuation(s.charCodeAt(at)))
    steps--
  }
  return steps === 0 ? at + 1 : undefined
}

/** The 1-based position `steps` characters behind `at`. */
function forwards(s: string, at: number, steps: number): number | undefined {
  while (steps > 0 && at < s.length) {
    do at++
    while (isContinuation(s.charCodeAt(at)))
    steps--
  }
  return steps === 0 ? at + 1 : undefined
}

/** utf8.codes(s [, lax]) — §6.5 */
function utf8Codes(s: LuaValue, lax: LuaValue): LuaResult {
  const subject = checkString(s, 1, arguments.length)
  if (isContinuation(subject.charCodeAt(0))) throw argumentError(1, INVALID)
  return [isTrue(lax) ? nextLax : nextStrict, subject, 0]
}

function nextStrict(s: LuaValue, i: LuaValue): LuaResult {
  return keep(nextCode(checkString(s, 1, arguments.length), i, true))
}

function nextLax(s: LuaValue, i: LuaValue): LuaResult {
  return keep(nextCode(checkString(s, 1, arguments.length), i, false))
}

/** The iterator's step: the position and value of the character behind the one at `i`. */
function nextCode(s: string, i: LuaValue, isStrict: boolean): LuaResult {
  const integer = isNumber(i) ? toInteger(i) : 0
  let at = typeof integer === "number" ? integer : 0
  if (at < 0) return NONE
  if (at < s.length) while (isContinuation(s.charCodeAt(at))) at++
  if (at >= s.length) return NONE
  const value = decode(s, at, isStrict)
  if (value < 0 || isContinuation(s.charCodeAt(behind))) throw libraryError(INVALID)
  return [at + 1, value]
}

nameFunction(nextStrict, "utf8.codes_next")
nameFunction(nextLax, "utf8.codes_next")

const FUNCTIONS: Record<string, LuaFunction> = {
  offset: utf8Offset,
  codepoint: utf8Codepoint,
  char: utf8Char,
  len: utf8Len,
  codes: utf8Codes,
}

/** The utf8 library. */
export function openUtf8(): LuaTable {
  const library = makeLibrary("utf8", FUNCTIONS)
  setField(library, "charpattern", "[\0-\x7f\xc2-\xfd][\x80-\xbf]*")
  return library
}
