/**
 * Searching by the fastest way that is certain to be right: JavaScript's regular expressions where native.ts
 * allows them, else the machine.
 */
import type { Compiled } from "./cache.ts"
import { advanceOf } from "./global.ts"
import { groupText } from "./result.ts"
import { search } from "./regex.ts"

/** A match: its place, and the texts of the whole and the groups. */
export interface Found {
  start: number
  end: number
  texts: (string | undefined)[]
  /** The machine's registers, until the next search; undefined if JavaScript has found the match. */
  registers: Int32Array | undefined
}

function machineFind(compiled: Compiled, subject: string, registers: Int32Array | null): Found | null {
  if (registers === null) return null
  const { groupCount } = compiled.regex
  const texts = new Array<string | undefined>(groupCount + 1)
  for (let group = 0; group <= groupCount; group++) texts[group] = groupText(subject, registers, group)
  return { start: registers[0]!, end: registers[1]!, texts, registers }
}

function nativeFind(expression: RegExp, subject: string, from: number): Found | null {
  expression.lastIndex = from
  const match = expression.exec(subject)
  if (match === null) return null
  const texts = new Array<string | undefined>(match.length)
  for (let group = 0; group < match.length; group++) texts[group] = match[group]
  return { start: match.index, end: match.index + texts[0]!.length, texts, registers: undefined }
}

/** The first match from a place on. isPlain: every character of the subject is one byte. */
export function find(compiled: Compiled, subject: string, from: number, isPlain: boolean): Found | null {
  const { native } = compiled
  if (native !== undefined && isPlain && subject.length - from <= native.maxLength)
    return nativeFind(native.expression, subject, from)
  return machineFind(compiled, subject, search(compiled.regex, subject, from))
}

/** Where the search for the next match goes on. */
export interface Progress {
  at: number
  /** The last match was empty and ended here: the next must not be. */
  wasEmpty: boolean
}

/**
 * The next match, or null. After an empty match another at the same place is tried that is not empty,
 * then the next character (pcre2demo, pcre2_substitute).
 */
export function findNext(
  compiled: Compiled,
  subject: string,
  progress: Progress,
  isPlain: boolean,
): Found | null {
  for (;;) {
    const { at, wasEmpty } = progress
    if (at > subject.length) return null
    const found = wasEmpty
      ? machineFind(compiled, subject, search(compiled.regex, subject, at, true, true))
      : find(compiled, subject, at, isPlain)
    if (found !== null) {
      // With \K a match may begin behind its end, or end where the last one did.
      progress.wasEmpty = found.start >= found.end || found.end <= at
      progress.at = Math.max(found.end, at)
      return found
    }
    if (!wasEmpty) return null
    progress.at = advanceOf(compiled.regex, subject, at)
    progress.wasEmpty = false
  }
}
