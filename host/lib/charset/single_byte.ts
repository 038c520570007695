/** Encodings with one byte a character. */
import { type Charset, type Decoded, isTag, type Substitute, textOf } from "./charset.ts"
import { SINGLE_BYTE } from "./data/single_byte.ts"
import { liteSingle } from "./lite.ts"

const NONE = 0xfffd
const UNIT = 0x10000

/** A table's differences to its base: first byte, count, characters. */
function applyDifference(table: Uint16Array, difference: string): void {
  for (let at = 0; at < difference.length;) {
    const first = parseInt(difference.slice(at, at + 2), 16)
    const count = parseInt(difference.slice(at + 2, at + 4), 16)
    at += 4
    for (let i = 0; i < count; i++) table[first + i] = difference.charCodeAt(at++)
  }
}

/** The characters of the 256 bytes. */
export function singleTable(name: string): Uint16Array {
  const [, base, difference] = SINGLE_BYTE.find((each) => each[0] === name)!
  const table = new Uint16Array(256)
  if (base === "") for (let byte = 0; byte < 256; byte++) table[byte] = byte
  else if (!base.startsWith("@")) table.set(singleTable(base))
  else {
    const text = liteSingle(base.slice(1))
    for (let byte = 0; byte < 256; byte++) table[byte] = text.charCodeAt(byte)
  }
  applyDifference(table, difference)
  return table
}

export class SingleByte implements Charset {
  readonly #decoding: Uint16Array
  /** Byte of each character of the basic plane, plus 1. */
  readonly #encoding = new Uint16Array(UNIT)

  /** What of a text is the same in bytes: all up to a character that this finds; null if nothing is. */
  readonly #foreign: RegExp | null

  constructor(table: Uint16Array, extras: string) {
    this.#decoding = table
    const isSame = (count: number): boolean => table.subarray(0, count).every((unit, byte) => unit === byte)
    this.#foreign = isSame(256) ? /[^\x00-\xff]/ : isSame(128) ? /[^\x00-\x7f]/ : null
    for (let byte = 255; byte >= 0; byte--) if (table[byte] !== NONE) this.#encoding[table[byte]!] = byte + 1
    for (let at = 0; at < extras.length; at += 3)
      this.#encoding[extras.charCodeAt(at + 2)] = parseInt(extras.slice(at, at + 2), 16) + 1
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    if (this.#foreign !== null && !this.#foreign.test(bytes)) return { text: bytes, problem: undefined }
    const units = new Uint16Array(bytes.length)
    let count = 0
    for (let i = 0; i < bytes.length; i++) {
      const unit = this.#decoding[bytes.charCodeAt(i)]!
      if (unit !== NONE) units[count++] = unit
      else if (!isLenient) return { text: textOf(units, count), problem: "invalid" }
    }
    return { text: textOf(units, count), problem: undefined }
  }

  has(code: number): boolean {
    return code < UNIT && this.#encoding[code] !== 0
  }

  encode(text: string, substitute: Substitute): string | undefined {
    if (this.#foreign !== null && !this.#foreign.test(text)) return text
    const buffer = Buffer.allocUnsafe(text.length)
    let count = 0
    let done = ""
    for (let i = 0; i < text.length; i++) {
      const byte = this.#encoding[text.charCodeAt(i)]!
      if (byte !== 0) {
        buffer[count++] = byte - 1
        continue
      }
      const code = text.codePointAt(i)!
      if (code >= UNIT) i++
      if (isTag(code)) continue
      const other = substitute(code)
      if (other === undefined) return undefined
      done += buffer.latin1Slice(0, count)
      count = 0
      for (let k = 0; k < other.length; k++)
        done += String.fromCharCode(this.#encoding[other.charCodeAt(k)]! - 1)
    }
    const rest = buffer.latin1Slice(0, count)
    return done === "" ? rest : done + rest
  }
}

/** The encoding of glibc's name; undefined if it is none of these. */
export function openSingleByte(name: string): Charset | undefined {
  const entry = SINGLE_BYTE.find((each) => each[0] === name)
  return entry && new SingleByte(singleTable(name), entry[3] ?? "")
}

/** US-ASCII. */
export function openAscii(): Charset {
  return new SingleByte(
    Uint16Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : NONE)),
    "",
  )
}

export const singleByteNames = (): string[] => SINGLE_BYTE.map(([name]) => name)
