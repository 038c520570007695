/**
 * The functions of the string library that search: find, match, gmatch, gsub (§6.4).
 */
import { libraryError } from "../runtime/error.ts"
import { indexOf } from "../runtime/barrier.ts"
import { typeName } from "../runtime/type_name.ts"
import { formatNumber } from "../value/format_number.ts"
import { isNumber } from "../value/number.ts"
import { LuaTable, rawGet } from "../value/table.ts"
import { first, NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { checkString, optSmallInteger, typeError } from "./args.ts"
import { compilePattern, type Pattern } from "./pattern.ts"
import { compileReplacement, INVALID, WHOLE_MATCH, type ReplacementPart } from "./replacement.ts"
import { startIndex } from "./string_position.ts"
import { enterBarrier, leaveBarrier } from "../runtime/state.ts"
import { keep } from "../runtime/keep.ts"

/** string.find(s, pattern [, init [, plain]]) — §6.4 */
export function stringFind(s: LuaValue, pattern: LuaValue, init: LuaValue, plain: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const from = init === undefined ? 0 : startIndex(optSmallInteger(init, 3, count, 1), subject.length)
  if (from > subject.length) return undefined
  const isLiteral = plain !== undefined && plain !== false
  const compiled = isLiteral ? null : compilePattern(text)
  if (compiled === null || compiled.isPlain) {
    const at = subject.indexOf(text, from)
    return at < 0 ? undefined : [at + 1, at + text.length]
  }
  if (!compiled.search(subject, from)) return undefined
  const place = [compiled.start + 1, compiled.end]
  return compiled.captures === 0 ? place : place.concat(compiled.captureResult() as never)
}

/** string.match(s, pattern [, init]) — §6.4 */
export function stringMatch(s: LuaValue, pattern: LuaValue, init: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const from = init === undefined ? 0 : startIndex(optSmallInteger(init, 3, count, 1), subject.length)
  if (from > subject.length) return undefined
  const compiled = compilePattern(text)
  if (!compiled.search(subject, from)) return undefined
  return keep(compiled.captureResult())
}

/** string.gmatch(s, pattern [, init]) — §6.4 */
export function stringGmatch(s: LuaValue, pattern: LuaValue, init: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  let from = startIndex(optSmallInteger(init, 3, count, 1), subject.length)
  let compiled: Pattern | undefined
  let lastEnd = -1
  return function gmatchNext(): LuaResult {
    // Not before: what is wrong with a pattern is the first call's error.
    compiled ??= compilePattern(text, false)
    if (!searchBeyond(compiled, subject, from, lastEnd)) {
      from = subject.length + 1
      return NONE
    }
    from = lastEnd = compiled.end
    return keep(compiled.captureResult())
  }
}

/** Looks for a match from `from` on that is not the empty one where the last match ended. */
function searchBeyond(compiled: Pattern, subject: string, from: number, lastEnd: number): boolean {
  if (from > subject.length || !compiled.search(subject, from)) return false
  if (compiled.end !== lastEnd) return true
  return from < subject.length && compiled.search(subject, from + 1)
}

/** string.gsub(s, pattern, repl [, n]) — §6.4 */
export function stringGsub(s: LuaValue, pattern: LuaValue, repl: LuaValue, n: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(s, 1, count)
  const text = checkString(pattern, 2, count)
  const limit = n === undefined ? subject.length + 1 : optSmallInteger(n, 4, count, 0)
  const compiled = compilePattern(text)
  if (typeof repl === "function") {
    return keep(substituteBehindBarrier(subject, compiled, functionReplace(repl), limit))
  }
  let replace: Replace
  if (typeof repl === "string" || isNumber(repl)) {
    const replacement = typeof repl === "string" ? repl : formatNumber(repl)
    if (replacement.includes("%")) replace = stringReplace(replacement)
    else if (compiled.isPlain && text !== "" && !text.includes(")") && limit > subject.length) {
      return replaceAll(subject, text, replacement)
    } else replace = () => replacement
  } else if (repl instanceof LuaTable) {
    replace = tableReplace(repl)
  } else {
    throw typeError(repl, 3, count, "string/function/table")
  }
  return keep(substitute(subject, compiled, replace, limit))
}

/** Longest part of a text that is searched by one call of the engine, which nothing can interrupt. */
const BLOCK = 1 << 20
/** Longer texts are not searched for in blocks. */
const LONGEST_IN_BLOCKS = 1000

/** Replaces a plain text, which is not empty; the result, and how often it was found. */
function replaceAll(subject: string, text: string, replacement: string): LuaValue[] {
  const block = text.length > LONGEST_IN_BLOCKS ? subject.length : BLOCK
  let result = ""
  let count = 0
  for (let at = 0; at < subject.length;) {
    const end = Math.min(at + block, subject.length)
    const pieces = subject.slice(at, end).split(text)
    count += pieces.length - 1
    // What is left of a block may begin a match that goes on behind it.
    const rest = end === subject.length ? 0 : Math.min(pieces.at(-1)!.length, text.length - 1)
    at = end - rest
    if (rest > 0) pieces.push(pieces.pop()!.slice(0, -rest))
    result += pieces.length === 1 ? pieces[0]! : pieces.join(replacement)
  }
  return [count === 0 ? subject : result, count]
}

/** The text for the match just found, undefined to leave it as it is. */
type Replace = (compiled: Pattern) => string | undefined

function substituteBehindBarrier(
  subject: string,
  compiled: Pattern,
  replace: Replace,
  limit: number,
): LuaValue[] {
  enterBarrier()
  try {
    return substitute(subject, compiled, replace, limit)
  } finally {
    leaveBarrier()
  }
}

function substitute(subject: string, compiled: Pattern, replace: Replace, limit: number): LuaValue[] {
  let result = ""
  /** End of the part of the subject that is in the result. */
  let copied = 0
  let from = 0
  let lastEnd = -1
  let count = 0
  while (count < limit && searchBeyond(compiled, subject, from, lastEnd)) {
    const { start, end } = compiled
    count++
    const text = replace(compiled)
    if (text !== undefined) {
      result += start > copied ? subject.slice(copied, start) + text : text
      copied = end
    }
    from = lastEnd = end
    if (compiled.isAnchored) break
  }
  if (copied === 0 && result === "") return [subject, count]
  return [copied < subject.length ? result + subject.slice(copied) : result, count]
}

function stringReplace(replacement: string): Replace {
  const parts = compileReplacement(replacement)
  return (compiled) => {
    let text = ""
    for (let i = 0; i < parts.length; i++) text += partText(parts[i]!, compiled)
    return text
  }
}

function partText(part: ReplacementPart, compiled: Pattern): string {
  if (typeof part === "string") return part
  if (part === WHOLE_MATCH) return compiled.wholeMatch()
  if (part === INVALID) throw libraryError("invalid use of '%' in replacement string")
  const value = compiled.capture(part)
  return typeof value === "string" ? value : String(value)
}

function tableReplace(table: LuaTable): Replace {
  if (table.λmeta !== null) return (compiled) => replacementText(indexOf(table, compiled.capture(0)))
  return (compiled) => replacementText(rawGet(table, compiled.capture(0)))
}

function functionReplace(f: LuaFunction): Replace {
  return (compiled) => {
    const captures = compiled.captureResult()
    if (!Array.isArray(captures)) return replacementText(first(f(captures)))
    return replacementText(first(captures.length === 2 ? f(captures[0], captures[1]) : f(...captures)))
  }
}

/** What a table or function gave for a match. */
function replacementText(value: LuaValue): string | undefined {
  if (typeof value === "string") return value
  if (value === undefined || value === false) return undefined
  if (isNumber(value)) return formatNumber(value)
  throw libraryError(`invalid replacement value (a ${typeName(value)})`)
}
