/** What a backslash and what follows it stand for (pcre2pattern, BACKSLASH). */
import { type CodeSet, complementOf, DIGITS, HORIZONTAL, SPACES, VERTICAL, WORD } from "./code_set.ts"
import { SYNTAX } from "./messages.ts"
import type { Node } from "./node.ts"
import type { Parser } from "./parser.ts"
import { propertySet, ucpDigits, ucpSpaces, ucpWord } from "./unicode.ts"

/** A character, a set, or (outside classes) anything else. */
export type Escape = { code: number } | { set: CodeSet } | { node: Node }

const CONTROLS: Record<string, number> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 }

/** Reads an escape whose backslash has been read. */
export function parseEscape(p: Parser, inClass: boolean): Escape {
  const { source } = p
  const start = source.at
  const code = source.next()
  if (code < 0) throw source.error(SYNTAX.endBackslash)
  const letter = String.fromCharCode(code)
  if (!/[A-Za-z0-9]/.test(letter)) return { code }
  const control = CONTROLS[letter]
  if (control !== undefined) return { code: control }
  if (letter >= "0" && letter <= "9") return parseDigits(p, inClass, start)
  const set = setEscape(p, letter)
  if (set !== undefined) return { set }
  switch (letter) {
    case "c":
      return { code: parseControl(p) }
    case "x":
      return { code: parseHex(p) }
    case "o":
      return { code: parseBraces(p, 8, SYNTAX.octalBrace, SYNTAX.octalDigit) }
    case "p":
    case "P":
      return { set: parseProperty(p, letter === "P") }
    case "N":
      return parseN(p, inClass)
    case "b":
      if (inClass) return { code: 8 }
      break
    case "L":
    case "l":
    case "U":
    case "u":
      throw source.error(SYNTAX.notSupported)
  }
  if (inClass && letter === "g") return { code }
  const node = inClass ? undefined : nodeEscape(p, letter)
  if (node !== undefined) return { node }
  if (inClass && "BRXC".includes(letter)) throw source.error(SYNTAX.classEscape)
  throw source.error(SYNTAX.badEscape)
}

/** \d \h \s \v \w and their opposites. */
function setEscape(p: Parser, letter: string): CodeSet | undefined {
  const { ucp } = p.options
  const isOpposite = letter < "a"
  let set: CodeSet
  switch (letter.toLowerCase()) {
    case "d":
      set = ucp ? ucpDigits() : DIGITS
      break
    case "h":
      set = HORIZONTAL
      break
    case "s":
      set = ucp ? ucpSpaces() : SPACES
      break
    case "v":
      set = VERTICAL
      break
    case "w":
      set = ucp ? ucpWord() : WORD
      break
    default:
      return undefined
  }
  return isOpposite ? complementOf(set) : set
}

function nodeEscape(p: Parser, letter: string): Node | undefined {
  const isUcp = p.options.ucp
  switch (letter) {
    case "A":
      return { kind: "place", place: "subjectStart", isUcp }
    case "Z":
      return { kind: "place", place: "subjectEndOrNewline", isUcp }
    case "z":
      return { kind: "place", place: "subjectEnd", isUcp }
    case "G":
      return { kind: "place", place: "matchStart", isUcp }
    case "b":
      return { kind: "place", place: "wordBoundary", isUcp }
    case "B":
      return { kind: "place", place: "noWordBoundary", isUcp }
    case "R":
      return { kind: "newline" }
    case "X":
      return { kind: "grapheme" }
    case "C":
      return { kind: "byte" }
    case "K":
      if (p.lookDepth > 0)
        throw p.source.error("\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)")
      return { kind: "keep" }
    case "g":
      return parseG(p)
    case "k":
      return parseK(p)
    default:
      return undefined
  }
}

// -- numbers --------------------------------------------------------------------------------------

/** \ddd: a back reference, an octal number, or a digit. */
function parseDigits(p: Parser, inClass: boolean, start: number): Escape {
  const { source } = p
  source.at = start
  const first = source.peek() - 48
  if (!inClass && first > 0) {
    const number = source.number()
    if (number < 10 || first >= 8 || number <= p.groupCount) {
      if (number > 65535) throw source.error(SYNTAX.groupNumber)
      return { node: p.reference(number) }
    }
    source.at = start
  }
  if (first >= 8) return { code: source.next() }
  const code = source.number(8, 3)
  if (!p.options.utf && code > 255) throw source.error(SYNTAX.octalSize)
  return { code }
}

function parseControl(p: Parser): number {
  const code = p.source.next()
  if (code < 0) throw p.source.error(SYNTAX.endControl)
  if (code < 32 || code > 126) throw p.source.error(SYNTAX.controlCharacter)
  return (code >= 97 && code <= 122 ? code - 32 : code) ^ 0x40
}

function parseHex(p: Parser): number {
  if (p.source.peek() === 123) return parseBraces(p, 16, "", SYNTAX.hexDigit)
  return Math.max(0, p.source.number(16, 2))
}

/** A number in braces. */
function parseBraces(p: Parser, base: number, noBrace: string, badDigit: string): number {
  const { source } = p
  if (!source.skip("{")) throw source.error(noBrace)
  if (source.peek() === 125 || source.peek() < 0) throw source.error(SYNTAX.noDigits)
  const code = source.number(base, 16)
  if (code > (p.options.utf ? 0x10ffff : 255)) throw source.error(SYNTAX.codeTooLarge)
  if (!source.skip("}")) throw source.error(badDigit)
  if (p.options.utf && code >= 0xd800 && code <= 0xdfff) throw source.error(SYNTAX.surrogate)
  return code
}

/** \N, \N{U+h…}; a quantifier may stand in the place of the braces. */
function parseN(p: Parser, inClass: boolean): Escape {
  const { source } = p
  if (source.looksAt("{U+")) {
    if (!p.options.utf) throw source.error(SYNTAX.namedCodeUtf)
    source.at += 3
    const code = source.number(16, 8)
    if (code < 0) throw source.error(SYNTAX.noDigits)
    if (code > 0x10ffff) throw source.error(SYNTAX.codeTooLarge)
    if (!source.skip("}")) throw source.error(SYNTAX.hexDigit)
    if (code >= 0xd800 && code <= 0xdfff) throw source.error(SYNTAX.surrogate)
    return { code }
  }
  if (inClass) throw source.error(SYNTAX.classNotNewline)
  if (source.peek() === 123 && !p.isQuantifier()) throw source.error(SYNTAX.notSupported)
  return { node: p.notNewline() }
}

function parseProperty(p: Parser, isOpposite: boolean): CodeSet {
  const { source } = p
  let name: string
  let isNegated = isOpposite
  if (source.skip("{")) {
    if (source.skip("^")) isNegated = !isNegated
    const end = source.find("}")
    if (end < 0) throw source.error(SYNTAX.badProperty)
    name = source.text(source.at, end)
    source.at = end + 1
    if (!/^[\w &:=-]+$/.test(name)) throw source.error(SYNTAX.badProperty)
  } else {
    const code = source.next()
    if (code < 0 || code > 127 || !/[A-Za-z]/.test(String.fromCharCode(code)))
      throw source.error(SYNTAX.badProperty)
    name = String.fromCharCode(code)
  }
  const set = propertySet(name)
  if (set === undefined) throw source.error(SYNTAX.noProperty)
  return isNegated ? complementOf(set) : set
}

// -- references -----------------------------------------------------------------------------------

/** \g1 \g-1 \g{1} \g{-1} \g{name}: back references; \g<1> \g<-1> \g<name>: calls. */
function parseG(p: Parser): Node {
  const { source } = p
  const opening = source.peek()
  if (opening === 60 || opening === 39) {
    source.at++
    const closing = opening === 60 ? ">" : "'"
    const relative = p.relativeNumber()
    if (relative !== undefined) {
      if (!source.skip(closing)) throw source.error(SYNTAX.badReference)
      return p.call(relative)
    }
    return p.callByName(p.name(closing))
  }
  const isBraced = source.skip("{")
  const number = p.relativeNumber()
  if (number !== undefined) {
    if (isBraced && !source.skip("}")) throw source.error(SYNTAX.badReference)
    if (number === 0) throw source.error(SYNTAX.noGroup)
    return p.reference(number)
  }
  if (!isBraced) throw source.error(SYNTAX.badReference)
  return p.referenceByName(p.name("}"))
}

function parseK(p: Parser): Node {
  const closing = { "{": "}", "<": ">", "'": "'" }[
    String.fromCharCode(p.source.peek() < 0 ? 0 : p.source.peek())
  ]
  if (closing === undefined) throw p.source.error(SYNTAX.badNamed)
  p.source.at++
  return p.referenceByName(p.name(closing))
}
