/** The pattern as the parser reads it: its code points (or bytes) and a place among them. */
import { MESSAGE } from "./messages.ts"

/** What is wrong with a pattern; inside the library only. */
export class PatternError {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/** Byte length of the UTF-8 sequence with this lead byte. */
export const sequenceLength = (lead: number): number =>
  lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4

/** The code point whose UTF-8 sequence begins at a place; the text is valid. */
export function codeAt(text: string, at: number): number {
  const lead = text.charCodeAt(at)
  if (lead < 0xc0) return lead
  const second = text.charCodeAt(at + 1) & 0x3f
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second
  const third = text.charCodeAt(at + 2) & 0x3f
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | (second << 6) | third
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | (text.charCodeAt(at + 3) & 0x3f)
}

/** The UTF-8 bytes of a code point, surrogates included. */
export function bytesOf(code: number): string {
  if (code < 0x80) return String.fromCharCode(code)
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  if (code < 0x10000)
    return String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  return String.fromCharCode(
    0xf0 | (code >> 18),
    0x80 | ((code >> 12) & 0x3f),
    0x80 | ((code >> 6) & 0x3f),
    0x80 | (code & 0x3f),
  )
}

/** Place of the first byte that is not part of valid UTF-8, or -1. */
export function invalidUtf8At(text: string): number {
  for (let at = 0; at < text.length;) {
    const lead = text.charCodeAt(at)
    const length = sequenceLength(lead)
    if (lead < 0x80) {
      at++
      continue
    }
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.length) return at
    for (let i = 1; i < length; i++) if ((text.charCodeAt(at + i) & 0xc0) !== 0x80) return at
    const code = codeAt(text, at)
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return at
    if ((length === 3 && code < 0x800) || (length === 4 && code < 0x10000)) return at
    at += length
  }
  return -1
}

export class Source {
  readonly #codes: Int32Array
  /** Byte place of each code, and the length. */
  readonly #places: Int32Array
  readonly length: number
  at = 0

  constructor(text: string, isUtf: boolean) {
    this.#codes = new Int32Array(text.length)
    this.#places = new Int32Array(text.length + 1)
    let n = 0
    for (let at = 0; at < text.length; n++) {
      this.#places[n] = at
      this.#codes[n] = isUtf ? codeAt(text, at) : text.charCodeAt(at)
      at += isUtf ? sequenceLength(text.charCodeAt(at)) : 1
    }
    this.#places[n] = text.length
    this.length = n
  }

  /** The code so far ahead; -1 behind the end. */
  peek(ahead = 0): number {
    const at = this.at + ahead
    return at < this.length ? this.#codes[at]! : -1
  }

  next(): number {
    return this.at < this.length ? this.#codes[this.at++]! : -1
  }

  /** Whether these ASCII characters follow. */
  looksAt(text: string, ahead = 0): boolean {
    for (let i = 0; i < text.length; i++) if (this.peek(ahead + i) !== text.charCodeAt(i)) return false
    return true
  }

  /** Skips these ASCII characters if they follow. */
  skip(text: string): boolean {
    if (!this.looksAt(text)) return false
    this.at += text.length
    return true
  }

  /** The digits that follow as a number, or -1; at most `most` of them. */
  number(base = 10, most = 11): number {
    const start = this.at
    let value = 0
    while (this.at - start < most) {
      const digit = digitOf(this.peek(), base)
      if (digit < 0) break
      value = value * base + digit
      this.at++
    }
    return this.at === start ? -1 : value
  }

  /** Place of the text, or -1. */
  find(text: string): number {
    for (let ahead = 0; this.at + ahead < this.length; ahead++)
      if (this.looksAt(text, ahead)) return this.at + ahead
    return -1
  }

  /** The codes between two places as text, for names: the bytes of UTF-8. */
  text(start: number, end: number): string {
    let text = ""
    for (let i = start; i < end; i++) text += bytesOf(this.#codes[i]!)
    return text
  }

  error(message: string, at = this.at): PatternError {
    return new PatternError(MESSAGE.syntax(message, this.#places[Math.min(at, this.length)]!))
  }
}

function digitOf(code: number, base: number): number {
  const value =
    code >= 48 && code <= 57 ? code - 48 : (code | 32) >= 97 && (code | 32) <= 102 ? (code | 32) - 87 : -1
  return value < base ? value : -1
}
