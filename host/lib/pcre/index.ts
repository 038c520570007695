/**
 * string.pcrematch, string.pcregmatch and string.pcregsub: regular expressions as in PCRE2. Of the packages
 * none does (docs/design.md); the engine is this folder's own: parser.ts makes a tree of a pattern, emitter.ts
 * a program of the tree, machine.ts runs it. What JavaScript's own regular expressions match in the same way,
 * they do (native.ts).
 */
import {
  checkSmallInteger,
  checkString,
  keep,
  libraryError,
  type LuaResult,
  type LuaValue,
  NONE,
} from "../../../interpreter/index.ts"
import { compileCached } from "./cache.ts"
import { find, findNext, type Progress } from "./find.ts"
import { attemptMatch, checkSubject } from "./guard.ts"
import { replacer } from "./replacement.ts"
import { matchResult } from "./result.ts"
import { substitute } from "./substitute.ts"

/** 0-based start for `init` as in string.find; behind the end it is the subject's length + 1. */
function startIndex(init: number, length: number): number {
  if (init > 0) return Math.min(init - 1, length + 1)
  return init === 0 || -init > length ? 0 : length + init
}

/** string.pcrematch(subject, pattern [, options [, init]]) */
export function pcrematch(s: LuaValue, pattern: LuaValue, letters: LuaValue, init: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const options = letters === undefined ? "" : checkString(letters, 3, count)
  const from = init === undefined ? 0 : startIndex(checkSmallInteger(init, 4, count), subject.length)
  const compiled = compileCached(text, options)
  if (typeof compiled === "string") return [undefined, compiled]
  if (from > subject.length) return undefined
  const isPlain = checkSubject(compiled, subject, from)
  if (typeof isPlain === "string") return [undefined, isPlain]
  const found = attemptMatch(() => find(compiled, subject, from, isPlain))
  if (typeof found === "string") return [undefined, found]
  return found === null ? undefined : keep(matchResult(compiled, found))
}

/** string.pcregmatch(subject, pattern [, options]): an iterator over all matches. */
export function pcregmatch(s: LuaValue, pattern: LuaValue, letters: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const options = letters === undefined ? "" : checkString(letters, 3, count)
  const compiled = compileCached(text, options)
  if (typeof compiled === "string") return [undefined, compiled]
  const isPlain = checkSubject(compiled, subject, 0)
  if (typeof isPlain === "string") return [undefined, isPlain]
  const progress: Progress = { at: 0, wasEmpty: false }
  return function pcregmatchNext(): LuaResult {
    const found = attemptMatch(() => findNext(compiled, subject, progress, isPlain))
    // A loop would take nil for the end of the matches.
    if (typeof found === "string") throw libraryError(found)
    if (found !== null) return keep(matchResult(compiled, found))
    progress.at = subject.length + 1
    return NONE
  }
}

/** string.pcregsub(subject, pattern, replacement [, options [, n]]): the new text and how many were replaced. */
export function pcregsub(
  s: LuaValue,
  pattern: LuaValue,
  replacement: LuaValue,
  letters: LuaValue,
  n: LuaValue,
): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const replace = replacer(replacement, 3, count)
  const options = letters === undefined ? "" : checkString(letters, 4, count)
  const limit = n === undefined ? Infinity : checkSmallInteger(n, 5, count)
  const compiled = compileCached(text, options)
  if (typeof compiled === "string") return [undefined, compiled]
  const isPlain = checkSubject(compiled, subject, 0)
  if (typeof isPlain === "string") return [undefined, isPlain]
  const result = attemptMatch(() => substitute(compiled, subject, replace, limit, isPlain))
  return typeof result === "string" ? [undefined, result] : result
}
