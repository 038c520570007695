/**
 * JSON to Lua values (RFC 8259). The text is a byte string in UTF-8; what is in it byte by byte goes into
 * the values as it is.
 *
 * Objects with few fields become records, as if a script had written them, so that `t.name` is quick;
 * names are kept from one object to the next, since the next one mostly has the same.
 */
import {
  adoptElements,
  advance,
  intFromBigInt,
  LuaTable,
  type LuaValue,
  makeFloat,
  openCursor,
  rawSet,
} from "../../../interpreter/index.ts"
import { DECODE } from "./messages.ts"
import { characterCount, firstInvalidByte, isUtf8 } from "./unicode.ts"
import { markEmptyArray } from "./shape.ts"

const QUOTE = 34
const COMMA = 44
const MINUS = 45
const POINT = 46
const ZERO = 48
const COLON = 58
const BACKSLASH = 92
const END_OBJECT = 125
const END_ARRAY = 93

/** Most fields an object can have as a record; more are a dictionary. */
const MOST_FIELDS = 48
const LONGEST_NAME = 32
const KEPT_NAMES = 512

/** What is wrong, and where: the index of a byte. */
class Malformed {
  readonly message: string
  readonly at: number
  constructor(message: string, position: number) {
    this.message = message
    this.at = position
  }
}

// The text is read by functions of this module that share the place they have come to: fields of an object
// would be written back to memory at every step.

/** The text with a NUL behind it, which ends every scan. */
let text = ""
/** Its length without that NUL. */
let length = 0
let at = 0
let nullValue: LuaValue
let depthLeft = 0
let depthLimit = 0

/** The value of a text, or what is wrong with it. */
export function decodeJson(
  source: string,
  forNull: LuaValue,
  depth: number,
): { value: LuaValue } | { message: string } {
  text = `${source}\0`
  length = source.length
  at = source.startsWith("\xef\xbb\xbf") ? 3 : 0
  nullValue = forNull
  depthLeft = depthLimit = depth
  try {
    if (!isUtf8(source)) throw new Malformed(DECODE.utf8, firstInvalidByte(source))
    const value = readValue()
    skipBlanks()
    if (at < length) throw new Malformed(DECODE.trailing, at)
    return { value }
  } catch (e) {
    return { message: complaint(e, source) }
  } finally {
    text = ""
    nullValue = undefined
  }
}

/** `line 2, column 7: message`; columns count characters. Whatever is no fault of the text is thrown on. */
function complaint(e: unknown, source: string): string {
  let fault = e
  if (e instanceof RangeError && e.message.startsWith("Maximum call stack"))
    fault = new Malformed(DECODE.stack, at)
  if (!(fault instanceof Malformed)) throw e
  const before = source.slice(0, fault.at)
  const lineStart = before.lastIndexOf("\n") + 1
  const line = before.split("\n").length
  return DECODE.at(line, characterCount(before.slice(lineStart)) + 1, fault.message)
}

function tooDeep(): Malformed {
  return new Malformed(DECODE.depth(depthLimit), at)
}

/** The error for what stands here instead of something else. */
function unexpected(wanted: string): Malformed {
  if (at >= length) return new Malformed(DECODE.end(wanted), length)
  const code = text.charCodeAt(at)
  const shown = code > 32 && code < 127 ? `'${text[at]}'` : DECODE.byte(code)
  return new Malformed(DECODE.unexpected(shown, wanted), at)
}

function skipBlanks(): void {
  let c = text.charCodeAt(at)
  while (c === 32 || c === 10 || c === 13 || c === 9) c = text.charCodeAt(++at)
}

function readValue(): LuaValue {
  let c = text.charCodeAt(at)
  while (c === 32 || c === 10 || c === 13 || c === 9) c = text.charCodeAt(++at)
  switch (c) {
    case QUOTE:
      return readString()
    case 123:
      return readObject()
    case 91:
      return readArray()
    case 116:
      return readWord("true", true)
    case 102:
      return readWord("false", false)
    case 110:
      return readWord("null", nullValue)
    default:
      if (c === MINUS || (c >= ZERO && c <= 57)) return readNumber(c)
      throw unexpected(DECODE.value)
  }
}

function readWord(word: string, value: LuaValue): LuaValue {
  const size = word.length
  for (let i = 1; i < size; i++)
    if (text.charCodeAt(at + i) !== word.charCodeAt(i)) throw unexpected(DECODE.value)
  at += size
  return value
}

function readArray(): LuaTable {
  if (--depthLeft < 0) throw tooDeep()
  at++
  skipBlanks()
  const table = new LuaTable()
  if (text.charCodeAt(at) === END_ARRAY) markEmptyArray(table)
  else {
    const elements: LuaValue[] = []
    for (;;) {
      elements.push(readValue())
      skipBlanks()
      const c = text.charCodeAt(at)
      if (c === END_ARRAY) break
      if (c !== COMMA) throw unexpected(DECODE.arrayNext)
      at++
    }
    adoptElements(table, elements)
  }
  at++
  depthLeft++
  return table
}

function readObject(): LuaTable {
  if (--depthLeft < 0) throw tooDeep()
  at++
  skipBlanks()
  const table = new LuaTable()
  const result = text.charCodeAt(at) === END_OBJECT ? table : readMembers(table)
  at++
  depthLeft++
  return result
}

/** Fills a table as a record; or gives a dictionary instead, if it has too many or other names. */
function readMembers(table: LuaTable): LuaTable {
  const record = table as unknown as Record<string, LuaValue>
  for (let fields = 0; ; fields++) {
    const name = readName()
    if (!nameIsField || fields === MOST_FIELDS) return readDictionary(table, name)
    record[name] = readMember()
    if (atEndOfMembers()) return table
  }
}

/** Goes on in a new table's hash part, behind a name that was just read. */
function readDictionary(begun: LuaTable, first: string): LuaTable {
  const table = new LuaTable()
  const cursor = openCursor(begun)
  while (advance(cursor)) rawSet(table, cursor.key, cursor.value)
  rawSet(table, first, readMember())
  while (!atEndOfMembers()) {
    if (text.charCodeAt(at) !== QUOTE) throw unexpected(DECODE.name)
    const name = readString()
    rawSet(table, name, readMember())
  }
  return table
}

/** A colon and the value behind it. */
function readMember(): LuaValue {
  skipBlanks()
  if (text.charCodeAt(at) !== COLON) throw unexpected(DECODE.colon)
  at++
  return readValue()
}

/** Whether an object ends behind a member; if not, the next name is next. */
function atEndOfMembers(): boolean {
  skipBlanks()
  const c = text.charCodeAt(at)
  if (c === END_OBJECT) return true
  if (c !== COMMA) throw unexpected(DECODE.objectNext)
  at++
  skipBlanks()
  return false
}

// -- names ----------------------------------------------------------------------------------------

/** Names met before, by a rough hash; so an object's names need not be made and looked up anew. */
const names: string[] = new Array(KEPT_NAMES).fill("")
const areFields: boolean[] = new Array(KEPT_NAMES).fill(false)
/** Whether the name just read can be a field of a record. */
let nameIsField = false

function readName(): string {
  if (text.charCodeAt(at) !== QUOTE) throw unexpected(DECODE.name)
  const start = at + 1
  let i = start
  let c = text.charCodeAt(i)
  let last = c
  while (c !== QUOTE && c !== BACKSLASH && c >= 32) {
    last = c
    c = text.charCodeAt(++i)
  }
  const size = i - start
  if (c !== QUOTE || size > LONGEST_NAME || size === 0) {
    nameIsField = false
    return readString()
  }
  at = i + 1
  const slot =
    (size * 37 + text.charCodeAt(start) * 5 + last * 11 + text.charCodeAt(start + (size >> 1))) % KEPT_NAMES
  const kept = names[slot]!
  if (kept.length === size && isAt(kept, start, size)) {
    nameIsField = areFields[slot]!
    return kept
  }
  // A copy: a slice would keep the whole text in memory for as long as the name is kept.
  const name = Buffer.from(text.slice(start, i), "latin1").latin1Slice()
  nameIsField = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
  names[slot] = name
  areFields[slot] = nameIsField
  return name
}

function isAt(name: string, start: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (name.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}

// -- strings --------------------------------------------------------------------------------------

function readString(): string {
  const start = at + 1
  let i = start
  let c = text.charCodeAt(i)
  while (c !== QUOTE && c !== BACKSLASH && c >= 32) c = text.charCodeAt(++i)
  at = i
  if (c !== QUOTE) return readEscapes(start)
  at = i + 1
  return text.slice(start, i)
}

/** The rest of a string from `at`, where the first escape is; its plain beginning is at `start`. */
function readEscapes(start: number): string {
  let result = ""
  for (let from = start; ;) {
    const c = text.charCodeAt(at)
    if (c === BACKSLASH) {
      result += text.slice(from, at)
      result += readEscape()
      from = at
    } else if (c === QUOTE) {
      result += text.slice(from, at)
      at++
      return result
    } else if (c < 32) {
      if (at >= length) throw unexpected(DECODE.quote)
      throw new Malformed(DECODE.control(c), at)
    } else at++
  }
}

const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
}

function readEscape(): string {
  const letter = text[at + 1]!
  if (letter === "u") return readUnicodeEscape()
  const meaning = ESCAPES[letter]
  if (meaning === undefined) throw new Malformed(DECODE.escape, at)
  at += 2
  return meaning
}

/** `\uXXXX`, or two of them that are a surrogate pair, as UTF-8. */
function readUnicodeEscape(): string {
  const start = at
  const unit = readUnit()
  if (unit < 0x80) return String.fromCharCode(unit)
  let code = unit
  if (unit >= 0xd800 && unit < 0xe000) {
    const low = unit < 0xdc00 && text.startsWith("\\u", at) ? readUnit() : 0
    if (low < 0xdc00 || low > 0xdfff) throw new Malformed(DECODE.surrogate, start)
    code = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff)
  }
  return Buffer.from(String.fromCodePoint(code)).latin1Slice()
}

function readUnit(): number {
  const digits = text.slice(at + 2, at + 6)
  if (!/^[0-9A-Fa-f]{4}$/.test(digits)) throw new Malformed(DECODE.escape, at)
  at += 6
  return Number.parseInt(digits, 16)
}

// -- numbers --------------------------------------------------------------------------------------

/** Longest digit strings whose value is always exact as a double. */
const SAFE_DIGITS = 15
/** 10^0 … 10^22, all exact. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, i) => 10 ** i)
const MAX_INTEGER = 0x7fffffffffffffffn

function readNumber(first: number): LuaValue {
  const start = at
  let i = at
  let c = first
  const negative = c === MINUS
  if (negative) c = text.charCodeAt(++i)
  const digitsAt = i
  let mantissa = 0
  while (c >= ZERO && c <= 57) {
    mantissa = mantissa * 10 + (c - ZERO)
    c = text.charCodeAt(++i)
  }
  const digits = i - digitsAt
  if (digits === 0 || (digits > 1 && text.charCodeAt(digitsAt) === ZERO)) {
    at = digits === 0 ? i : digitsAt
    throw digits === 0 ? unexpected(DECODE.digit) : new Malformed(DECODE.zero, at)
  }
  if (c !== POINT && c !== 101 && c !== 69) {
    at = i
    if (digits <= SAFE_DIGITS) return negative ? 0 - mantissa : mantissa
    return longInteger(start)
  }
  let decimals = 0
  if (c === POINT) {
    c = text.charCodeAt(++i)
    const from = i
    while (c >= ZERO && c <= 57) {
      mantissa = mantissa * 10 + (c - ZERO)
      c = text.charCodeAt(++i)
    }
    decimals = i - from
    at = i
    if (decimals === 0) throw unexpected(DECODE.digit)
    if (c !== 101 && c !== 69 && digits + decimals <= SAFE_DIGITS) {
      // Both are exact, so the quotient is the double nearest to the numeral.
      const value = mantissa / POWERS_OF_TEN[decimals]!
      return makeFloat(negative ? -value : value)
    }
  }
  at = i
  if (c === 101 || c === 69) readExponent()
  const value = Number(text.slice(start, at))
  if (!Number.isFinite(value)) {
    at = start
    throw new Malformed(DECODE.range, start)
  }
  return makeFloat(value)
}

function readExponent(): void {
  const sign = text.charCodeAt(++at)
  if (sign === 43 || sign === MINUS) at++
  const from = at
  let c = text.charCodeAt(at)
  while (c >= ZERO && c <= 57) c = text.charCodeAt(++at)
  if (at === from) throw unexpected(DECODE.digit)
}

/** An integer of many digits; a float if it does not fit 64 bits, as in Lua. */
function longInteger(start: number): LuaValue {
  const numeral = text.slice(start, at)
  if (numeral.length <= 20) {
    const value = BigInt(numeral)
    if (value <= MAX_INTEGER && value >= -MAX_INTEGER - 1n) return intFromBigInt(value)
  }
  const value = Number(numeral)
  if (!Number.isFinite(value)) throw new Malformed(DECODE.range, start)
  return makeFloat(value)
}
