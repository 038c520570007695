/** Character classes (pcre2pattern, SQUARE BRACKETS AND CHARACTER CLASSES). */
import { type CodeSet, complementOf, POSIX, unionOf } from "./code_set.ts"
import { SYNTAX } from "./messages.ts"
import type { Node } from "./node.ts"
import { parseEscape } from "./parse_escape.ts"
import type { Parser } from "./parser.ts"
import { caselessSet, ucpPosix } from "./unicode.ts"

const CLOSE = 93
const HYPHEN = 45

/** What has been read of a class. */
interface Contents {
  /** Characters and ranges: without regard to case, they stand for their other cases, too. */
  literal: number[]
  sets: CodeSet[]
}

/** Reads a class whose bracket has been read. */
export function parseClass(p: Parser): Node {
  const { source } = p
  if (/^[:.=]/.test(String.fromCharCode(Math.max(0, source.peek()))) && endOfPosix(p) >= 0)
    throw source.error(source.peek() === 58 ? SYNTAX.posixOutside : SYNTAX.collating)
  const isNegated = source.skip("^")
  const contents: Contents = { literal: [], sets: [] }
  let isFirst = true
  let isQuoted = false
  for (;;) {
    const code = source.peek()
    if (code < 0) throw source.error(SYNTAX.openClass)
    if (isQuoted) {
      if (source.skip("\\E")) isQuoted = false
      else {
        source.at++
        isQuoted = readRange(p, contents, code, true)
        isFirst = false
      }
      continue
    }
    if (source.skip("\\Q")) {
      isQuoted = true
      continue
    }
    if (source.skip("\\E") || (p.options.extendedMore && (code === 32 || code === 9) && ++source.at > 0))
      continue
    if (code === CLOSE && !isFirst) break
    isFirst = false
    isQuoted = readItem(p, contents)
  }
  source.at++
  const literal = unionOf(contents.literal)
  const { caseless, utf } = p.options
  const set = unionOf(caseless ? caselessSet(literal, utf || p.options.ucp) : literal, ...contents.sets)
  return { kind: "set", set: isNegated ? complementOf(set) : set }
}

/** Reads a character, a range, a POSIX class or an escape; whether a quotation begins inside a range. */
function readItem(p: Parser, contents: Contents): boolean {
  const { source } = p
  const code = source.next()
  if (code === 91 && /^[:.=]$/.test(String.fromCharCode(Math.max(0, source.peek()))) && endOfPosix(p) >= 0) {
    contents.sets.push(readPosix(p))
    refuseRange(p)
    return false
  }
  if (code !== 92) return readRange(p, contents, code, false)
  const escape = parseEscape(p, true)
  if ("code" in escape) return readRange(p, contents, escape.code, false)
  if (!("set" in escape)) throw source.error(SYNTAX.classEscape)
  contents.sets.push(escape.set)
  refuseRange(p)
  return false
}

/** A hyphen between a set and a character is more likely a mistake than meant. */
function refuseRange(p: Parser): void {
  const { source } = p
  if (source.peek() === HYPHEN && source.peek(1) !== CLOSE && source.peek(1) >= 0) {
    source.at++
    throw source.error(SYNTAX.range)
  }
}

/** Adds a character, or a range if a hyphen and another end follow. */
function readRange(p: Parser, contents: Contents, first: number, isQuoted: boolean): boolean {
  const { source } = p
  const add = (last: number): void => {
    contents.literal.push(first, last)
  }
  const start = source.at
  let inQuote = isQuoted
  if (inQuote && source.skip("\\E")) inQuote = false
  skipNothing(p, inQuote)
  if (inQuote || source.peek() !== HYPHEN) {
    source.at = start
    add(first)
    return isQuoted
  }
  source.at++
  skipNothing(p, false)
  let opensQuote = false
  while (source.skip("\\Q")) {
    if (source.skip("\\E")) continue
    opensQuote = true
    break
  }
  const next = source.peek()
  if (next < 0) throw source.error(SYNTAX.openClass)
  if (next === CLOSE && !opensQuote) {
    add(first)
    contents.literal.push(HYPHEN, HYPHEN)
    return false
  }
  source.at++
  let last = next
  if (
    next === 91 &&
    !opensQuote &&
    /^[:.=]$/.test(String.fromCharCode(Math.max(0, source.peek()))) &&
    endOfPosix(p) >= 0
  )
    throw source.error(SYNTAX.range)
  if (next === 92 && !opensQuote) {
    const escape = parseEscape(p, true)
    if (!("code" in escape)) throw source.error(SYNTAX.range)
    last = escape.code
  }
  if (last < first) throw source.error(SYNTAX.rangeOrder)
  add(last)
  return opensQuote
}

/** Skips what does not count: \E, and blanks with xx. */
function skipNothing(p: Parser, isQuoted: boolean): void {
  if (isQuoted) return
  for (;;) {
    const code = p.source.peek()
    if (p.options.extendedMore && (code === 32 || code === 9)) p.source.at++
    else if (!p.source.skip("\\E") && !p.source.skip("\\Q\\E")) return
  }
}

/** With the place behind `[`: where `:]` (or `.]`, `=]`) ends what looks like a POSIX class, or -1. */
function endOfPosix(p: Parser): number {
  const { source } = p
  const mark = source.peek()
  for (let ahead = 1; ; ahead++) {
    const code = source.peek(ahead)
    if (code < 0) return -1
    if (code === 92 && (source.peek(ahead + 1) === CLOSE || source.peek(ahead + 1) === 92)) {
      ahead++
      continue
    }
    if (code === mark && source.peek(ahead + 1) === CLOSE) return source.at + ahead
    if (code === CLOSE || (code === 91 && source.peek(ahead + 1) === mark)) return -1
  }
}

function readPosix(p: Parser): CodeSet {
  const { source } = p
  const end = endOfPosix(p)
  if (source.peek() !== 58) throw source.error(SYNTAX.collating)
  source.at++
  const isNegated = source.skip("^")
  let name = source.text(source.at, end)
  if (!(name in POSIX)) throw source.error(SYNTAX.posixName)
  source.at = end + 2
  const { caseless, ucp } = p.options
  if (caseless && !ucp && (name === "upper" || name === "lower")) name = "alpha"
  const set = ucp ? ucpPosix(name) : POSIX[name]!
  return isNegated ? complementOf(set) : set
}
