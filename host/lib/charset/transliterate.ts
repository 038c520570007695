/** What //TRANSLIT writes for a character that the encoding does not have, as in glibc's C.UTF-8 locale. */
import type { Charset } from "./charset.ts"
import { TRANSLITERATIONS, UNTRANSLATED } from "./data/transliteration.ts"

let texts: Map<string, string> | undefined
let none: Set<string> | undefined

/** Nearer than ASCII, where the encoding has it. */
const NEARER: Record<string, string[]> = {
  "\u02b9": ["\u2032", "\u00b4"],
  "\u02ba": ["\u2033", "\u00b4\u00b4"],
  "\u02bb": ["\u2018"],
  "\u02bc": ["\u2019"],
  "\u02c9": ["\u00af"],
  "\u02ca": ["\u00b4"],
  "\u01c4": ["D\u017d"],
  "\u01c5": ["D\u017e"],
  "\u01c6": ["d\u017e"],
  "\u0385": ["\u00a8"],
  "\u04a4": ["\u041d\u0413"],
  "\u04a5": ["\u043d\u0433"],
  "\u04b4": ["\u0422\u0426"],
  "\u04b5": ["\u0442\u0446"],
  "\u04d4": ["\u0410\u0415"],
  "\u04d5": ["\u0430\u0435"],
  "\u1fc1": ["\u00a8"],
  "\u1fed": ["\u00a8"],
  "\u1fee": ["\u00a8"],
  "\u1ffd": ["\u00b4"],
  "\u202f": ["\u00a0"],
  "\u2032": ["\u00b4"],
  "\u2033": ["\u00b4\u00b4"],
  "\u20b4": ["\u0433\u0440\u043d"],
  "\u20bd": ["\u0440\u0443\u0431"],
  "\u2034": ["\u2032\u2032\u2032", "\u00b4\u00b4\u00b4"],
  "\u2212": ["\u2013"],
  "\u2219": ["\u2022", "\u00b7"],
  "\u22c5": ["\u00b7"],
  "\u22ef": ["\u00b7\u00b7\u00b7"],
  "\uffe3": ["\u00af"],
}

/** Characters whose decomposition does not count. */
const UNDIVIDED = "\u013f\u0140\u03d3\u03d4\u2011"
/** The stroke of what is not equal, not an element …. */
const NEGATION = "\u0338"
const ASCII = /^[\x00-\x7f]*$/

const isWritable = (charset: Charset, text: string): boolean =>
  [...text].every((c) => charset.has(c.codePointAt(0)!))

/** The nearest text that the encoding has; "?" where there is none. */
export function transliterate(charset: Charset, code: number): string {
  texts ??= new Map(
    TRANSLITERATIONS.split("\n")
      .slice(0, -1)
      .map((line) => {
        const length = line.codePointAt(0)! > 0xffff ? 2 : 1
        return [line.slice(0, length), line.slice(length)]
      }),
  )
  none ??= new Set(UNTRANSLATED)
  const character = String.fromCodePoint(code)
  const near = NEARER[character] ?? []
  const others = none.has(character) ? [] : candidates(character, texts.get(character))
  for (const text of [...near, ...others]) if (isWritable(charset, text)) return text
  return isWritable(charset, "?") ? "?" : ""
}

/** The texts for a character, the nearest first. */
function candidates(character: string, ascii: string | undefined): string[] {
  const decomposed = character.normalize("NFKD")
  const plain = (decomposed.includes(NEGATION) ? "!" : "") + decomposed.replace(/\p{Mn}/gu, "")
  const isDivided = !UNDIVIDED.includes(character) && plain !== character && plain !== ""
  const list =
    isDivided && (ascii === undefined || !ASCII.test(plain)) ? [plain.replace("\u03bc", "\u00b5"), plain] : []
  if (ascii === undefined) return list
  // Square and cubic metres and their like.
  return [...list, ascii.replace("^2", "\u00b2").replace("^3", "\u00b3"), ascii]
}
