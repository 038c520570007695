/**
 * The text being written, as bytes. Short texts are copied here byte by byte, which is quicker than a call
 * of Buffer; and the text is one string only at its end, not at every step.
 */
import { isUtf8Bytes } from "./unicode.ts"

const FIRST_SIZE = 1 << 14
/** A buffer larger than this is not kept for the next text. */
const KEPT_SIZE = 1 << 20
/** Strings from this length on are copied by Buffer. */
const LONG = 48
/** Room that every write of a few bytes may count on. */
const SLACK = 32

const QUOTE = 34
const ZERO = 48
const BACKSLASH = 92
const LETTER_U = 117
const HEX_DIGITS = "0123456789abcdef"
const NEEDS_ESCAPE = /["\\\x00-\x1f]/
const NOT_ASCII = /[^\x00-\x7f]/
const LARGEST_INT32 = 0x7fffffff

let buffer = Buffer.allocUnsafe(FIRST_SIZE)
let end = 0
/** All bytes so far, by bit or. */
let seen = 0

/** Begins a new text. */
export function beginText(): void {
  end = 0
  seen = 0
}

/** The text. */
export function endText(): string {
  const text = buffer.latin1Slice(0, end)
  if (buffer.length > KEPT_SIZE) buffer = Buffer.allocUnsafe(FIRST_SIZE)
  return text
}

/** Whether the text is UTF-8. */
export function isTextUtf8(): boolean {
  return seen < 0x80 || isUtf8Bytes(buffer.subarray(0, end))
}

function reserve(size: number): void {
  if (end + size <= buffer.length) return
  const larger = Buffer.allocUnsafe(Math.max(2 * buffer.length, end + size))
  buffer.copy(larger, 0, 0, end)
  buffer = larger
}

/** Writes one byte. */
export function writeByte(byte: number): void {
  if (end + SLACK > buffer.length) reserve(SLACK)
  buffer[end++] = byte
}

/** Writes ASCII as it is. */
export function writeAscii(text: string): void {
  const size = text.length
  reserve(size)
  for (let i = 0; i < size; i++) buffer[end + i] = text.charCodeAt(i)
  end += size
}

/** Writes an integer. */
export function writeInteger(n: number): void {
  if (n < 0 || n > LARGEST_INT32) {
    writeAscii(`${n}`)
    return
  }
  if (end + SLACK > buffer.length) reserve(SLACK)
  let top = 10
  let digits = 1
  while (n >= top) {
    top *= 10
    digits++
  }
  let rest = n
  for (let i = end + digits - 1; i > end; i--) {
    const quotient = (rest / 10) | 0
    buffer[i] = ZERO + rest - quotient * 10
    rest = quotient
  }
  buffer[end] = ZERO + rest
  end += digits
}

/** Writes a string in quotes, escaped as JSON.stringify does: the short forms, \u00xx, else as it is. */
export function writeString(text: string): void {
  const size = text.length
  reserve(size + 2)
  if (size >= LONG) {
    writeLong(text)
    return
  }
  const start = end
  buffer[start] = QUOTE
  let all = 0
  for (let i = 0; i < size; i++) {
    const c = text.charCodeAt(i)
    if (c < 32 || c === QUOTE || c === BACKSLASH) {
      writeEscaped(text)
      return
    }
    all |= c
    buffer[start + 1 + i] = c
  }
  buffer[start + 1 + size] = QUOTE
  seen |= all
  end = start + size + 2
}

function writeLong(text: string): void {
  if (NEEDS_ESCAPE.test(text)) {
    writeEscaped(text)
    return
  }
  if (NOT_ASCII.test(text)) seen |= 0x80
  buffer[end] = QUOTE
  buffer.latin1Write(text, end + 1, text.length)
  end += text.length + 2
  buffer[end - 1] = QUOTE
}

function writeRaw(text: string): void {
  reserve(text.length)
  buffer.latin1Write(text, end, text.length)
  end += text.length
  seen |= 0x80
}

/** By byte: 0, or the letter behind the backslash. */
const ESCAPES = new Uint8Array(256)
ESCAPES.fill(LETTER_U, 0, 0x20)
for (const [escaped, letter] of ['""', "\\\\", "\bb", "\ff", "\nn", "\rr", "\tt"])
  ESCAPES[escaped!.charCodeAt(0)] = letter!.charCodeAt(0)
/** For strings beyond this length there is not always room for nothing but escapes. */
const LONG_ESCAPED = 1 << 12
/** Bytes of the longest escape. */
const LONGEST_ESCAPE = 6

function writeEscaped(text: string): void {
  const size = text.length
  if (size > LONG_ESCAPED) {
    writeRaw(JSON.stringify(text))
    return
  }
  reserve(LONGEST_ESCAPE * size + 2)
  const bytes = buffer
  let to = end
  let all = 0
  bytes[to++] = QUOTE
  for (let i = 0; i < size; i++) {
    const c = text.charCodeAt(i)
    const letter = ESCAPES[c]!
    all |= c
    if (letter === 0) {
      bytes[to++] = c
      continue
    }
    bytes[to++] = BACKSLASH
    bytes[to++] = letter
    if (letter !== LETTER_U) continue
    bytes[to] = bytes[to + 1] = ZERO
    bytes[to + 2] = ZERO + (c >> 4)
    bytes[to + 3] = HEX_DIGITS.charCodeAt(c & 15)
    to += 4
  }
  bytes[to++] = QUOTE
  seen |= all
  end = to
}
