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

class NumeralReader {
  readonly #stream: Stream
  #text = ""
  #tooLong = false
  /** The byte looked at, -1 at the end. */
  #byte: number

  constructor(stream: Stream) {
    this.#stream = stream
    do this.#byte = stream.nextByte()
    while (this.#byte === SPACE || (this.#byte >= TAB && this.#byte <= CARRIAGE_RETURN))
  }

  #accept(): boolean {
    if (this.#text.length >= LONGEST_NUMERAL) {
      this.#tooLong = true
      return false
    }
    this.#text += String.fromCharCode(this.#byte)
    this.#byte = this.#stream.nextByte()
    return true
  }

  /** Consumes the byte if it is one of `set`. */
  acceptOne(set: string): boolean {
    return this.#byte >= 0 && set.includes(String.fromCharCode(this.#byte)) && this.#accept()
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
    return this.#tooLong ? "" : this.#text
  }
}

function isDigit(byte: number, isHex: boolean): boolean {
  if (byte >= 48 && byte <= 57) return true
  const lower = byte | 32
  return isHex && lower >= 97 && lower <= 102
}

/** A number, undefined when what stands there is none. */
export function readNumber(stream: Stream): LuaNumber | undefined {
  const reader = new NumeralReader(stream)
  let digits = 0
  let isHex = false
  reader.acceptOne("+-")
  if (reader.acceptOne("0")) {
    if (reader.acceptOne("xX")) isHex = true
    else digits = 1
  }
  digits += reader.acceptDigits(isHex)
  if (reader.acceptOne(".")) digits += reader.acceptDigits(isHex)
  if (digits > 0 && reader.acceptOne(isHex ? "pP" : "eE")) {
    reader.acceptOne("+-")
    reader.acceptDigits(false)
  }
  return parseNumeral(reader.finish())
}
