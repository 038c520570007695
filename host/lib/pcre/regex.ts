/** Compiled patterns, and the search for a match. */
import { Emitter } from "./emitter.ts"
import { attempt, budget, releaseStack, RESULT, skipPlace } from "./machine.ts"
import type { Pattern } from "./node.ts"
import type { Options } from "./options.ts"
import { parsePattern } from "./parser.ts"
import type { Program } from "./program.ts"
import { startOf } from "./start.ts"

/** Steps that one search may take, as in PCRE2: about one second. */
const MATCH_LIMIT = 10_000_000

/** Longest rest of a subject that is searched for a byte every match has. */
const REQUIRED_MAX = 5000

export interface Regex {
  pattern: Pattern
  program: Program
  /** Names with their groups' numbers, in the order of these. */
  names: [name: string, groups: number[]][]
  groupCount: number
  isNotEmpty: boolean
  isNotEmptyAtStart: boolean
  registers: Int32Array
}

/** Compiles a pattern; raises PatternError. */
export function compileRegex(text: string, options: Options): Regex {
  const pattern = parsePattern(text, options)
  const emitter = new Emitter(pattern)
  emitter.emitPattern()
  const program: Program = {
    code: Int32Array.from(emitter.code),
    sets: emitter.sets,
    strings: emitter.strings,
    lists: emitter.lists,
    marks: emitter.marks,
    groupCount: pattern.groupCount,
    registerCount: emitter.registerCount,
    boundary: emitter.boundary,
    isUtf: pattern.isUtf,
    isUnicodeCase: pattern.isUnicodeCase,
    newline: pattern.newline,
    isBsrAnyCrlf: pattern.isBsrAnyCrlf,
    limit: Math.min(MATCH_LIMIT, pattern.limit),
    ...startOf(pattern),
  }
  return {
    pattern,
    program,
    names: [...pattern.names],
    groupCount: pattern.groupCount,
    isNotEmpty: pattern.isNotEmpty,
    isNotEmptyAtStart: pattern.isNotEmptyAtStart,
    registers: new Int32Array(program.registerCount),
  }
}

/**
 * Searches a subject from a place on; the pairs of places of the match and its groups (-1: unset), which
 * the next search overwrites, or null. Valid UTF-8 is assumed. Raises MatchError.
 */
export function search(
  regex: Regex,
  subject: string,
  from: number,
  isNotEmptyHere = false,
  isAnchoredHere = false,
): Int32Array | null {
  const { program, registers } = regex
  const { firstBytes, prefix, anchor, isUtf } = program
  const emptyAt = regex.isNotEmpty ? -2 : isNotEmptyHere || regex.isNotEmptyAtStart ? from : -1
  const isAnchored = isAnchoredHere || anchor !== "none"
  if (anchor === "start" && from > 0) return null
  const { required } = program
  const isChecked = required >= 0 && subject.length - from < REQUIRED_MAX
  const last = isChecked ? subject.lastIndexOf(String.fromCharCode(required)) : subject.length
  budget.steps = program.limit
  let at = from
  try {
    for (;;) {
      if (!isAnchored) {
        if (prefix !== "") {
          at = subject.indexOf(prefix, at)
          if (at < 0) return null
        } else if (firstBytes !== null) {
          while (at < subject.length && firstBytes[subject.charCodeAt(at)] === 0) at++
          if (at >= subject.length) return null
        }
      }
      if (at > last) return null
      const result = attempt(program, subject, at, from, emptyAt, registers)
      if (result === RESULT.match) return registers
      if (result === RESULT.commit || isAnchored) return null
      if (result === RESULT.skip && skipPlace > at) at = skipPlace
      else {
        at++
        if (regex.pattern.keepsCrlf && subject.startsWith("\r\n", at - 1)) at++
        if (isUtf) while ((subject.charCodeAt(at) & 0xc0) === 0x80) at++
      }
      if (at > subject.length) return null
    }
  } finally {
    releaseStack()
  }
}
