/**
 * CP1255, CP1258 and TCVN5712-1: one byte a character, where a letter and a mark behind it are read as one
 * composed character, and composed characters that have no byte are written as letter and mark.
 */
import type { Charset, Decoded, Substitute } from "./charset.ts"
import { SINGLE_BYTE } from "./data/single_byte.ts"
import { SingleByte, singleTable } from "./single_byte.ts"

/** Marks that compose, and the letters that they compose with, by encoding. */
const HEBREW = /[\u05d0-\u05ea\u05f2\ufb2a-\ufb2d\ufb49][\u05b7\u05b8\u05b9\u05bc\u05bf\u05c1\u05c2]/g
const LATIN = /[A-Za-z\u00c0-\u01ff][\u0300\u0301\u0303\u0309\u0323]/g

/** Composed Hebrew letters, which Unicode's normal form does not compose. */
const HEBREW_FORMS = [
  ...Array.from({ length: 0xfb4e - 0xfb2a + 1 }, (_, i) => 0xfb2a + i),
  0xfb1d,
  0xfb1f,
].filter((code) => String.fromCharCode(code).normalize("NFD").length > 1)

class Composed implements Charset {
  readonly #inner: Charset
  readonly #pattern: RegExp
  readonly #compose: (pair: string) => string
  /** Characters that are written as letter and mark. */
  readonly #divided: string

  constructor(name: string, pattern: RegExp, compose: (pair: string) => string) {
    this.#divided = SINGLE_BYTE.find((each) => each[0] === name)![3]!
    this.#inner = new SingleByte(singleTable(name), "")
    this.#pattern = pattern
    this.#compose = compose
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    const decoded = this.#inner.decode(bytes, isLenient)
    let { text } = decoded
    for (let before = ""; before !== text;) {
      before = text
      text = text.replace(this.#pattern, this.#compose)
    }
    return { ...decoded, text }
  }

  has(code: number): boolean {
    return this.#inner.has(code) || this.#parts(code) !== undefined
  }

  /** A composed character's letter and marks, if the encoding has them all. */
  #parts(code: number): string | undefined {
    const character = String.fromCodePoint(code)
    if (!this.#divided.includes(character)) return undefined
    for (const parts of [splitLast(character), character.normalize("NFD")]) {
      const isWritten = [...parts].every((part) => this.#inner.has(part.codePointAt(0)!))
      if (parts !== character && isWritten) return parts
    }
    return undefined
  }

  encode(text: string, substitute: Substitute): string | undefined {
    return this.#inner.encode(text, (code) => {
      const own = this.#parts(code)
      if (own !== undefined) return own
      const other = substitute(code)
      return other && [...other].map((each) => this.#parts(each.codePointAt(0)!) ?? each).join("")
    })
  }
}

/** A composed character as the letter that is composed already and the last mark. */
function splitLast(character: string): string {
  const parts = [...character.normalize("NFD")]
  if (parts.length < 2) return character
  // Vietnamese letters: the tone is split off, circumflex, breve and horn stay.
  const tone = parts.find((part) => "\u0300\u0301\u0303\u0309\u0323".includes(part))
  if (tone === undefined) return character
  return (
    parts
      .filter((part) => part !== tone)
      .join("")
      .normalize("NFC") + tone
  )
}

const composeLatin = (pair: string): string => {
  const composed = pair.normalize("NFC")
  return composed.length === 1 ? composed : pair
}

function composeHebrew(): (pair: string) => string {
  const forms = new Map<string, string>()
  for (const code of HEBREW_FORMS) {
    const form = String.fromCharCode(code)
    const parts = form.normalize("NFD")
    if (parts.length === 2) forms.set(parts, form)
  }
  // Shin with both dagesh and dot, from either side.
  forms.set("\ufb49\u05c1", "\ufb2c")
  forms.set("\ufb49\u05c2", "\ufb2d")
  forms.set("\ufb2a\u05bc", "\ufb2c")
  forms.set("\ufb2b\u05bc", "\ufb2d")
  return (pair) => forms.get(pair) ?? pair
}

/** The encoding of glibc's name; undefined if it is none of these. */
export function openComposed(name: string): Charset | undefined {
  if (name === "CP1255") return new Composed(name, HEBREW, composeHebrew())
  if (name === "CP1258" || name === "TCVN5712-1") return new Composed(name, LATIN, composeLatin)
  return undefined
}
