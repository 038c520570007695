/**
 * JOHAB: Hangul syllables as three numbers of five bits, the rest of KS X 1001 moved. The table is computed
 * from EUC-KR's.
 */
import { Bytes, type Charset, type Decoded, isTag, type Substitute } from "./charset.ts"
import { SequenceTable } from "./double_byte.ts"

/** Five bits of the initial, medial and final letter that are Unicode's 0, 1, 2 …. */
const INITIALS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
const MEDIALS = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29]
const FINALS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
]
const NO_INITIAL = 1
const NO_MEDIAL = 2
const NO_FINAL = 1

/** Letters alone, U+3131 and on: the compatibility letters of the initials, and of the finals that are no initials. */
const INITIAL_LETTERS = [
  0x31, 0x32, 0x34, 0x37, 0x38, 0x39, 0x41, 0x42, 0x43, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d,
  0x4e,
]
const FINAL_LETTERS: [number, number][] = [
  [3, 0x33],
  [5, 0x35],
  [6, 0x36],
  [9, 0x3a],
  [10, 0x3b],
  [11, 0x3c],
  [12, 0x3d],
  [13, 0x3e],
  [14, 0x3f],
  [15, 0x40],
  [18, 0x44],
]

const sequenceOf = (initial: number, medial: number, final: number): number =>
  0x8000 | (initial << 10) | (medial << 5) | final

class Johab implements Charset {
  readonly #codes = new Uint16Array(0x10000)
  readonly #sequences = new Uint16Array(0x10000)

  constructor() {
    for (let byte = 0; byte < 128; byte++) this.#add(byte, byte === 0x5c ? 0x20a9 : byte)
    this.#sequences[0x5c] = 0
    INITIALS.forEach((initial, i) =>
      MEDIALS.forEach((medial, m) =>
        [NO_FINAL, ...FINALS.slice(1)].forEach((final, f) =>
          this.#add(sequenceOf(initial, medial, final), 0xac00 + (i * 21 + m) * 28 + f),
        ),
      ),
    )
    INITIALS.forEach((initial, i) =>
      this.#add(sequenceOf(initial, NO_MEDIAL, NO_FINAL), 0x3100 + INITIAL_LETTERS[i]!),
    )
    MEDIALS.forEach((medial, m) => this.#add(sequenceOf(NO_INITIAL, medial, NO_FINAL), 0x314f + m))
    for (const [final, letter] of FINAL_LETTERS)
      this.#add(sequenceOf(NO_INITIAL, NO_MEDIAL, FINALS[final]!), 0x3100 + letter)
    this.#addRest()
  }

  #add(sequence: number, code: number): void {
    this.#codes[sequence] = code
    if (this.#sequences[code] === 0) this.#sequences[code] = sequence
  }

  /** The rows 21–2C and 4A–7D of KS X 1001, two to each lead byte. */
  #addRest(): void {
    const table = new SequenceTable("EUC-KR")
    for (let row = 0x21; row <= 0x7d; row++) {
      if (row > 0x2c && row < 0x4a) continue
      const index = row < 0x4a ? row - 0x21 : row - 0x4a
      const lead = (row < 0x4a ? 0xd9 : 0xe0) + (index >> 1)
      for (let cell = 0; cell < 94; cell++) {
        const code = table.short[((row | 0x80) << 8) | (0xa1 + cell)]!
        const trail = index % 2 === 1 ? 0xa1 + cell : cell < 0x4e ? 0x31 + cell : 0x91 + cell - 0x4e
        const isLetter = row === 0x24 && cell >= 0x00 && cell <= 0x32
        if (code > 0 && !isLetter) this.#add((lead << 8) | trail, code)
      }
    }
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    let text = ""
    for (let at = 0; at < bytes.length;) {
      const lead = bytes.charCodeAt(at)
      let sequence = lead
      if (lead >= 0x84 && lead <= 0xf9) {
        if (at + 1 >= bytes.length) return { text, problem: "incomplete" }
        sequence = (lead << 8) | bytes.charCodeAt(at + 1)
      }
      const code = this.#codes[sequence]!
      if (code > 0 || sequence === 0) {
        text += String.fromCharCode(code)
        at += sequence > 255 ? 2 : 1
      } else if (isLenient) at++
      else return { text, problem: "invalid" }
    }
    return { text, problem: undefined }
  }

  has(code: number): boolean {
    return code === 0 || (code < 0x10000 && this.#sequences[code] !== 0)
  }

  encode(text: string, substitute: Substitute): string | undefined {
    const out = new Bytes()
    const put = (code: number): boolean => {
      if (!this.has(code)) return false
      const sequence = this.#sequences[code]!
      out.putSequence(sequence, sequence > 255 ? 2 : 1)
      return true
    }
    for (const character of text) {
      const code = character.codePointAt(0)!
      if (put(code) || isTag(code)) continue
      const other = substitute(code)
      if (other === undefined) return undefined
      for (const each of other) put(each.codePointAt(0)!)
    }
    return out.toString()
  }
}

/** The encoding, if that is the name. */
export function openJohab(name: string): Charset | undefined {
  return name === "JOHAB" ? new Johab() : undefined
}
