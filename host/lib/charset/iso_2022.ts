/** ISO-2022-JP (RFC 1468) and ISO-2022-KR (RFC 1557): seven bits, and sequences that switch between sets. */
import { Bytes, type Charset, type Decoded, isTag, type Substitute } from "./charset.ts"
import { SequenceTable } from "./double_byte.ts"

const ESC = "\x1b"
const SO = 0x0e
const SI = 0x0f

/** A code point of a pair of seven-bit bytes in a table of eight-bit ones; 0 for none. */
const pairCode = (table: SequenceTable, first: number, second: number): number =>
  first >= 0x21 && first <= 0x7e && second >= 0x21 && second <= 0x7e
    ? table.short[((first | 0x80) << 8) | second | 0x80]!
    : 0

/** The pair of a code point, 0 for none. */
function codePair(table: SequenceTable, code: number): number {
  const sequence = code < 0x30000 ? table.sequences[code]! : 0
  return sequence >= 0xa1a1 && sequence <= 0xfefe && (sequence & 0xff) >= 0xa1 ? sequence & 0x7f7f : 0
}

// -- Japanese -------------------------------------------------------------------------------------

type JapaneseSet = "ascii" | "roman" | "kanji"

const DESIGNATIONS: Record<string, JapaneseSet> = {
  [`${ESC}(B`]: "ascii",
  [`${ESC}(J`]: "roman",
  [`${ESC}$@`]: "kanji",
  [`${ESC}$B`]: "kanji",
}

const ESCAPES: Record<JapaneseSet, string> = { ascii: `${ESC}(B`, roman: `${ESC}(J`, kanji: `${ESC}$B` }

const romanCode = (byte: number): number => (byte === 0x5c ? 0xa5 : byte === 0x7e ? 0x203e : byte)

class Iso2022Jp implements Charset {
  readonly #table = new SequenceTable("EUC-JP")

  decode(bytes: string, isLenient: boolean): Decoded {
    let text = ""
    let set: JapaneseSet = "ascii"
    for (let at = 0; at < bytes.length;) {
      const byte = bytes.charCodeAt(at)
      if (byte === 0x1b) {
        const next = DESIGNATIONS[bytes.slice(at, at + 3)]
        if (next !== undefined) {
          set = next
          at += 3
          continue
        }
        if (at + 2 >= bytes.length) return { text, problem: "incomplete" }
      }
      let code = -1
      let length = 1
      if (set !== "kanji" || byte < 0x21) {
        if (byte < 0x80) code = set === "roman" ? romanCode(byte) : byte
      } else if (byte <= 0x7e) {
        if (at + 1 >= bytes.length) return { text, problem: "incomplete" }
        code = pairCode(this.#table, byte, bytes.charCodeAt(at + 1)) || -1
        length = 2
      }
      if (code >= 0) text += String.fromCharCode(code)
      else if (!isLenient) return { text, problem: "invalid" }
      else length = 1
      at += length
    }
    return { text, problem: undefined }
  }

  has(code: number): boolean {
    return code < 128 || code === 0xa5 || code === 0x203e || codePair(this.#table, code) > 0
  }

  encode(text: string, substitute: Substitute): string | undefined {
    const out = new Bytes()
    let set: JapaneseSet = "ascii"
    const put = (code: number): boolean => {
      const [next, value] = this.#place(code, set)
      if (value < 0) return false
      if (next !== set) out.putText(ESCAPES[next])
      set = next
      out.putSequence(value, set === "kanji" ? 2 : 1)
      return true
    }
    for (const character of text) {
      const code = character.codePointAt(0)!
      if (put(code)) continue
      const other = substitute(code)
      if (other === undefined) return undefined
      for (const each of other) put(each.codePointAt(0)!)
    }
    if (set !== "ascii") out.putText(ESCAPES.ascii)
    return out.toString()
  }

  /** The set in which a character is written, the current one if possible, and its bytes; -1 for none. */
  #place(code: number, set: JapaneseSet): [JapaneseSet, number] {
    if (code === 0xa5) return ["roman", 0x5c]
    if (code === 0x203e) return ["roman", 0x7e]
    const isLineEnd = code === 10 || code === 13
    if (code < 128) {
      const stays = set === "roman" && code !== 0x5c && code !== 0x7e && !isLineEnd
      return [stays ? "roman" : "ascii", code]
    }
    const pair = codePair(this.#table, code)
    return pair > 0 ? ["kanji", pair] : [set, -1]
  }
}

// -- Korean ---------------------------------------------------------------------------------------

const KOREAN_HEADER = `${ESC}$)C`

class Iso2022Kr implements Charset {
  readonly #table = new SequenceTable("EUC-KR")

  decode(bytes: string, isLenient: boolean): Decoded {
    let text = ""
    let isShifted = false
    for (let at = 0; at < bytes.length;) {
      const byte = bytes.charCodeAt(at)
      if (byte === 0x1b && bytes.startsWith(KOREAN_HEADER, at)) {
        at += KOREAN_HEADER.length
        continue
      }
      if (byte === 0x1b && bytes.length < at + 4 && KOREAN_HEADER.startsWith(bytes.slice(at)))
        return { text, problem: "incomplete" }
      if (byte === SO || byte === SI) {
        isShifted = byte === SO
        at++
        continue
      }
      let code = -1
      let length = 1
      if (!isShifted || byte < 0x21) {
        if (byte < 0x80) code = byte
      } else if (byte <= 0x7e) {
        if (at + 1 >= bytes.length) return { text, problem: "incomplete" }
        code = pairCode(this.#table, byte, bytes.charCodeAt(at + 1)) || -1
        length = 2
      }
      if (byte === 10) isShifted = false
      if (code >= 0) text += String.fromCharCode(code)
      else if (!isLenient) return { text, problem: "invalid" }
      else length = 1
      at += length
    }
    return { text, problem: undefined }
  }

  has(code: number): boolean {
    return code < 128 || codePair(this.#table, code) > 0
  }

  encode(text: string, substitute: Substitute): string | undefined {
    const out = new Bytes()
    out.putText(KOREAN_HEADER)
    let isShifted = false
    const put = (code: number): boolean => {
      const pair = code < 128 ? 0 : codePair(this.#table, code)
      if (code >= 128 && pair === 0) return false
      if (isShifted !== pair > 0) out.put(pair > 0 ? SO : SI)
      isShifted = pair > 0
      if (pair > 0) out.putSequence(pair, 2)
      else out.put(code)
      return true
    }
    for (const character of text) {
      const code = character.codePointAt(0)!
      if (put(code) || isTag(code)) continue
      const other = substitute(code)
      if (other === undefined) return undefined
      for (const each of other) put(each.codePointAt(0)!)
    }
    if (isShifted) out.put(SI)
    return out.toString()
  }
}

/** The encoding of glibc's name; undefined if it is none of these. */
export function openIso2022(name: string): Charset | undefined {
  return name === "ISO-2022-JP" ? new Iso2022Jp() : name === "ISO-2022-KR" ? new Iso2022Kr() : undefined
}
