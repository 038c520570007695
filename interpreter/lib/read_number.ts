/**
 * Reading a numeral from a stream (liolib's l_getn rules): the longest prefix that could be one is
 * consumed, at most 200 bytes, and then has to be a numeral.
 */
import type { LuaNumber } from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import type { Stream } from "./stream.ts"

const LONGEST_NUMERAL = 200
const SPACE = 32
const TAB = 9
const CARRIAGE_RETURN = 13
const PLUS = 43
const MINUS = 45
const DOT = 46
const ZERO = 48
/** Makes a letter lower case. */
const LOWER = 32
const E = 101
const P = 112
const X = 120

/** Bytes of the numeral being read. */
const numeral = Buffer.alloc(LONGEST_NUMERAL)

class NumeralReader {
  readonly #stream: Stream
  #length = 0
  #tooLong = false
  /** The byte looked at, -1 at the end. */
  #byte: number

  constructor(stream: Stream) {
    this.#stream = stream
    do this.#byte = stream.nextByte()
    while (this.#byte === SPACE || (this.#byte >= TAB && this.#byte <= CARRIAGE_RETURN))
  }

  #accept(): boolean {
    if (this.#length === LONGEST_NUMERAL) {
      this.#tooLong = true
      return false
    }
    numeral[this.#length++] = this.#byte
    this.#byte = this.#stream.nextByte()
    return true
  }

  /** Consumes one of two bytes. */
  acceptEither(a: number, b: number): boolean {
    return (this.#byte === a || this.#byte === b) && this.#accept()
  }

  /** Consumes a letter, given in lower case, in either case. */
  acceptLetter(letter: number): boolean {
    return (this.#byte | LOWER) === letter && this.#accept()
  }

  /** Consumes digits and counts them. */
  acceptDigits(isHex: boolean): number {
    let count = 0
    while (isDigit(this.#byte, isHex) && this.#accept()) count++
    return count
  }

  /** Gives the byte looked at back and returns what was consumed, "" if it was too long. */
  finish(): string {
    if (this.#byte >= 0) this.#stream.unreadByte()
    return this.#tooLong ? "" : numeral.latin1Slice(0, this.#length)
  }
}

function isDigit(byte: number, isHex: boolean): boolean {
  if (byte >= ZERO && byte <= ZERO + 9) return true
  const letter = byte | LOWER
  return isHex && letter >= 97 && letter <= 102
}

/** A number, undefined when what stands there is none. */
export function readNumber(stream: Stream): LuaNumber | undefined {
  const reader = new NumeralReader(stream)
  let digits = 0
  let isHex = false
  reader.acceptEither(PLUS, MINUS)
  if (reader.acceptEither(ZERO, ZERO)) {
    if (reader.acceptLetter(X)) isHex = true
    else digits = 1
  }
  digits += reader.acceptDigits(isHex)
  if (reader.acceptEither(DOT, DOT)) digits += reader.acceptDigits(isHex)
  if (digits > 0 && reader.acceptLetter(isHex ? P : E)) {
    reader.acceptEither(PLUS, MINUS)
    reader.acceptDigits(false)
  }
  return parseNumeral(reader.finish())
}
