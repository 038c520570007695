/** UTF-7 (RFC 2152) and its variant of IMAP (RFC 3501 §5.1.3): runs of UTF-16 in base64 between ASCII. */
import type { Charset, Decoded, Substitute } from "./charset.ts"

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+"

interface Variant {
  /** What begins a run. */
  shift: string
  alphabet: string
  /** Characters that may stand for themselves in the bytes read, and in those written. */
  isRead: (code: number) => boolean
  isWritten: (code: number) => boolean
  /** Every run ends with a minus, even before a character that would end it. */
  alwaysCloses: boolean
}

const inText =
  (list: string) =>
  (code: number): boolean =>
    code < 128 && list.includes(String.fromCharCode(code))
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

const UTF_7: Variant = {
  shift: "+",
  alphabet: `${BASE64}/`,
  isRead: inText(`${LETTERS}'(),-./:?\t\n\r !"#$%&*;<=>@[]^_\`{|}`),
  isWritten: inText(`${LETTERS}'(),-./:?\t\n\r `),
  alwaysCloses: false,
}

const isPrintable = (code: number): boolean => code >= 0x20 && code <= 0x7e

const UTF_7_IMAP: Variant = {
  shift: "&",
  alphabet: `${BASE64},`,
  isRead: (code) => isPrintable(code) && code !== 0x26,
  isWritten: (code) => isPrintable(code) && code !== 0x26,
  alwaysCloses: true,
}

class Utf7 implements Charset {
  readonly #variant: Variant

  constructor(variant: Variant) {
    this.#variant = variant
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    const { shift, isRead } = this.#variant
    let text = ""
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at]!
      if (isRead(bytes.charCodeAt(at))) {
        text += byte
        at++
      } else if (byte === shift) {
        // What the shift means is seen from what follows.
        if (at + 1 >= bytes.length) return { text, problem: "incomplete" }
        const run = this.#readRun(bytes, at + 1)
        if (run.end < 0 && !isLenient) return { text: text + run.text, problem: "invalid" }
        text += run.text
        at = run.end < 0 ? -run.end : run.end
      } else if (isLenient) at++
      else return { text, problem: "invalid" }
    }
    return { text, problem: undefined }
  }

  /** The characters of a run and the place behind it; that of an invalid byte, negative. */
  #readRun(bytes: string, start: number): { text: string; end: number } {
    const { alphabet, shift, alwaysCloses } = this.#variant
    if (bytes[start] === "-") return { text: shift, end: start + 1 }
    if (alwaysCloses && !alphabet.includes(bytes[start]!)) return { text: "", end: -start }
    let text = ""
    let bits = 0
    let held = 0
    let high = 0
    let at = start
    for (; at < bytes.length; at++) {
      const value = alphabet.indexOf(bytes[at]!)
      if (value < 0) break
      held = ((held << 6) | value) & 0x3fffff
      bits += 6
      if (bits < 16) continue
      bits -= 16
      const unit = (held >> bits) & 0xffff
      const isLow = unit >= 0xdc00 && unit <= 0xdfff
      if (isLow !== high > 0) return { text, end: -at - 1 }
      if (isLow) text += String.fromCharCode(high, unit)
      else if (unit < 0xd800 || unit > 0xdbff) text += String.fromCharCode(unit)
      high = unit >= 0xd800 && unit <= 0xdbff ? unit : 0
    }
    const isOpen = high > 0 || bits > 6 || (held & ((1 << bits) - 1)) !== 0
    if (isOpen && at < bytes.length) return { text, end: -at - 1 }
    return { text, end: bytes[at] === "-" ? at + 1 : at }
  }

  has(): boolean {
    return true
  }

  encode(text: string, _substitute: Substitute): string | undefined {
    const { shift, isWritten, alphabet, alwaysCloses } = this.#variant
    let result = ""
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at)
      if (isWritten(code)) {
        result += text[at++]
        continue
      }
      if (
        text[at] === shift &&
        (at + 1 >= text.length || isWritten(text.charCodeAt(at + 1)) || alwaysCloses)
      ) {
        result += `${shift}-`
        at++
        continue
      }
      let end = at
      while (end < text.length && !isWritten(text.charCodeAt(end))) end++
      result += shift + this.#writeRun(text.slice(at, end))
      const next = text[end]
      if (alwaysCloses || next === undefined || next === "-" || alphabet.includes(next)) result += "-"
      at = end
    }
    return result
  }

  #writeRun(text: string): string {
    let run = ""
    let held = 0
    let bits = 0
    for (let i = 0; i < text.length; i++) {
      held = (held << 16) | text.charCodeAt(i)
      for (bits += 16; bits >= 6; bits -= 6) run += this.#variant.alphabet[(held >> (bits - 6)) & 63]
      held &= (1 << bits) - 1
    }
    return bits > 0 ? run + this.#variant.alphabet[(held << (6 - bits)) & 63] : run
  }
}

/** The encoding of glibc's name; undefined if it is none of these. */
export function openUtf7(name: string): Charset | undefined {
  return name === "UTF-7" ? new Utf7(UTF_7) : name === "UTF-7-IMAP" ? new Utf7(UTF_7_IMAP) : undefined
}
