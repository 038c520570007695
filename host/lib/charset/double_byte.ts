/** Encodings with up to two bytes a character, or three behind 8F; GB18030, whose four bytes are computed. */
import { Bytes, type Charset, type Decoded, isTag, type Substitute, textOf } from "./charset.ts"
import { DOUBLE_BYTE } from "./data/double_byte.ts"
import { liteSequences } from "./lite.ts"

const CODES = 0x30000
const FOUR_BYTES = "GB18030"
/** 81 30 81 30 is U+0080; 90 30 81 30 is U+10000. */
const ASTRAL_INDEX = 189_000

/** Both directions of a table. */
export class SequenceTable {
  /** Code of each sequence of one byte or two; 0 where there is none (but for NUL). */
  readonly short = new Int32Array(0x10000)
  /** Code of each pair behind 8F. */
  readonly long = new Int32Array(0x10000)
  /** Sequence of each code, 0 where there is none (but for NUL). */
  readonly sequences = new Int32Array(CODES)
  /** Codes of sequences that stand for two characters. */
  readonly pairs = new Map<number, string>()
  readonly length: number

  constructor(name: string) {
    const [, base, length, changes, extras, pairs] = DOUBLE_BYTE.find((each) => each[0] === name)!
    this.length = length
    liteSequences(base, length, (sequence, code) => this.#set(sequence, code))
    this.#change(changes)
    this.#invert()
    for (let at = 0; at < extras.length;) {
      const code = extras.codePointAt(at + 6)!
      this.sequences[code] = parseInt(extras.slice(at, at + 6), 16)
      at += code > 0xffff ? 8 : 7
    }
    for (let at = 0; at < pairs.length; at += 6)
      this.pairs.set(parseInt(pairs.slice(at, at + 4), 16), pairs.slice(at + 4, at + 6))
  }

  #set(sequence: number, code: number): void {
    if (sequence > 0xffff) this.long[sequence & 0xffff] = code
    else this.short[sequence] = code
  }

  /** First sequence in six digits, "+" or "-", count in three digits, characters. */
  #change(changes: string): void {
    for (let at = 0; at < changes.length;) {
      let sequence = parseInt(changes.slice(at, at + 6), 16)
      const isAdded = changes[at + 6] === "+"
      const count = parseInt(changes.slice(at + 7, at + 10), 16)
      at += 10
      for (let i = 0; i < count; i++, sequence++) {
        const code = isAdded ? changes.codePointAt(at)! : 0
        if (isAdded) at += code > 0xffff ? 2 : 1
        this.#set(sequence, code)
      }
    }
  }

  /** A character is written as the first of its sequences. */
  #invert(): void {
    for (let pair = 0xffff; pair > 0; pair--)
      if (this.long[pair] !== 0) this.sequences[this.long[pair]!] = 0x8f0000 + pair
    for (let sequence = 0xffff; sequence > 0; sequence--)
      if (this.short[sequence] !== 0) this.sequences[this.short[sequence]!] = sequence
  }
}

class DoubleByte implements Charset {
  readonly #name: string
  readonly #table: SequenceTable
  readonly #isFour: boolean
  /** Code points of the basic plane in the order of their four bytes, and back. */
  readonly #fours: Int32Array | undefined
  readonly #indexes: Map<number, number> | undefined
  /** Characters that begin a pair. */
  readonly #pairStarts: Set<number>

  constructor(name: string) {
    this.#name = name
    this.#table = new SequenceTable(name)
    this.#pairStarts = new Set([...this.#table.pairs.values()].map((pair) => pair.charCodeAt(0)))
    this.#isFour = name === FOUR_BYTES
    if (this.#isFour) {
      this.#fours = fourByteCodes(this.#table)
      this.#indexes = new Map()
      this.#fours.forEach((code, index) => code > 0 && this.#indexes!.set(code, index))
    }
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    const { short, long, pairs, length } = this.#table
    // No character has more units than bytes.
    const units = new Uint16Array(bytes.length)
    let count = 0
    const ended = (problem: Decoded["problem"]): Decoded => ({ text: textOf(units, count), problem })
    const end = bytes.length
    for (let at = 0; at < end;) {
      const first = bytes.charCodeAt(at)
      let code = short[first]!
      let used = 1
      if (code === 0 && first !== 0) {
        if (first < 0x80 || !this.#isLead(first)) code = -1
        else if (at + 1 >= end) return ended("incomplete")
        else {
          const second = bytes.charCodeAt(at + 1)
          used = 2
          code = short[first * 256 + second]! || -1
          if (length > 2 && first === 0x8f) {
            if (at + 2 >= end && second > 0xa0) return ended("incomplete")
            code = long[second * 256 + bytes.charCodeAt(at + 2)]! || -1
            used = 3
          } else if (this.#isFour && second >= 0x30 && second <= 0x39) {
            if (at + 3 >= end) return ended("incomplete")
            code = this.#fourBytes(bytes, at)
            used = 4
          } else if (code < 0) {
            const pair = pairs.get(first * 256 + second)
            if (pair !== undefined) {
              units[count++] = pair.charCodeAt(0)
              units[count++] = pair.charCodeAt(1)
              at += 2
              continue
            }
          }
        }
      }
      if (code > 0xffff) {
        units[count++] = 0xd7c0 + (code >> 10)
        units[count++] = 0xdc00 | (code & 0x3ff)
      } else if (code >= 0) units[count++] = code
      else if (!isLenient) return ended("invalid")
      else used = this.#skipped(bytes, at)
      at += used
    }
    return ended(undefined)
  }

  /** Bytes that are passed over where a sequence is invalid, as glibc does for these encodings. */
  #skipped(bytes: string, at: number): number {
    const lead = bytes.charCodeAt(at)
    const second = bytes.charCodeAt(at + 1)
    if (this.#name === "EUC-KR") return lead >= 0xa1 ? 2 : 1
    if (!this.#isLead(lead)) return 1
    if (this.#name === FOUR_BYTES) return 2
    return this.#name === "SJIS" && second >= 0x40 && second !== 0x7f && second <= 0xfc ? 2 : 1
  }

  #leads: Uint8Array | undefined

  /** Whether any sequence begins with this byte. */
  #isLead(byte: number): boolean {
    if (this.#leads === undefined) {
      this.#leads = new Uint8Array(256)
      this.#table.short.forEach((code, sequence) => {
        if (code !== 0 && sequence > 255) this.#leads![sequence >> 8] = 1
      })
      if (this.#table.length > 2) this.#leads[0x8f] = 1
      if (this.#isFour) this.#leads.fill(1, 0x81, 0xff)
    }
    return this.#leads[byte] === 1
  }

  #fourBytes(bytes: string, at: number): number {
    const digits = [0, 1, 2, 3].map((i) => bytes.charCodeAt(at + i) - (i % 2 === 0 ? 0x81 : 0x30)) as [
      number,
      number,
      number,
      number,
    ]
    if (digits[2] < 0 || digits[2] > 125 || digits[3] < 0 || digits[3] > 9) return -1
    const index = ((digits[0] * 10 + digits[1]) * 126 + digits[2]) * 10 + digits[3]
    if (index < this.#fours!.length) return this.#fours![index] || -1
    const code = index - ASTRAL_INDEX + 0x10000
    return code >= 0x10000 && code <= 0x10ffff ? code : -1
  }

  has(code: number): boolean {
    if (code === 0) return true
    if (this.#isFour) return code > 0xffff || this.#table.sequences[code] !== 0 || this.#indexes!.has(code)
    return code < CODES && this.#table.sequences[code] !== 0
  }

  encode(text: string, substitute: Substitute): string | undefined {
    const { sequences, pairs } = this.#table
    const out = new Bytes()
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      const sequence = sequences[unit]!
      if (sequence > 0xff && sequence < 0x10000 && pairs.size === 0) {
        out.putPair(sequence)
        continue
      }
      const code = unit < 0xd800 || unit > 0xdbff ? unit : text.codePointAt(i)!
      if (code > 0xffff) i++
      if (this.#pairStarts.has(code)) {
        const pair = [...pairs].find(([, characters]) => text.startsWith(characters, i))
        if (pair !== undefined) {
          out.putPair(pair[0])
          i++
          continue
        }
      }
      if (this.#put(out, code) || isTag(code)) continue
      const other = substitute(code)
      if (other === undefined) return undefined
      for (const character of other) this.#put(out, character.codePointAt(0)!)
    }
    return out.toString()
  }

  #put(out: Bytes, code: number): boolean {
    const sequence = code < CODES ? this.#table.sequences[code]! : 0
    if (sequence !== 0 || code === 0) {
      if (sequence < 0x100) out.put(sequence)
      else out.putSequence(sequence, sequence > 0xffff ? 3 : 2)
      return true
    }
    if (!this.#isFour) return false
    const index = code > 0xffff ? code - 0x10000 + ASTRAL_INDEX : this.#indexes!.get(code)
    if (index === undefined) return false
    out.put(0x81 + Math.floor(index / 12600))
    out.put(0x30 + (Math.floor(index / 1260) % 10))
    out.put(0x81 + (Math.floor(index / 10) % 126))
    out.put(0x30 + (index % 10))
    return true
  }
}

/**
 * The code points of GB18030's four-byte sequences in the basic plane: those that had no two bytes in the
 * year 2000, in their order. Places whose characters have two bytes since then are empty (0), but for that
 * of U+1E3F, which has changed places with U+E7C7.
 */
function fourByteCodes(table: SequenceTable): Int32Array {
  const codes: number[] = []
  for (let code = 0x80; code < 0x10000; code++) {
    const isMoved = (code >= 0x9fb4 && code <= 0x9fbb) || (code >= 0xfe10 && code <= 0xfe19)
    if (code >= 0xd800 && code < 0xe000) continue
    if (NO_PLACE.includes(String.fromCharCode(code))) continue
    if (isMoved) codes.push(0)
    else if (code === 0x1e3f) codes.push(0xe7c7)
    else if (table.sequences[code] === 0) codes.push(code)
  }
  return Int32Array.from(codes)
}

/** Characters for private use that had two bytes, and have none now. */
const NO_PLACE =
  "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864"

/** The encoding of glibc's name; undefined if it is none of these. */
export function openDoubleByte(name: string): Charset | undefined {
  return DOUBLE_BYTE.some((each) => each[0] === name) ? new DoubleByte(name) : undefined
}

export const doubleByteNames = (): string[] => DOUBLE_BYTE.map(([name]) => name)
