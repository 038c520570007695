/**
 * Lua patterns (§6.4.1): each pattern text is read once and kept in a bounded cache, and compiled to
 * JavaScript when it is used a lot. After `search` returned true, the other methods describe the match
 * until the next search of any pattern: callers take what they need before they run Lua code.
 */
import { libraryError } from "../runtime/error.ts"
import type { LuaValue } from "../value/value.ts"
import { compileItems, type CompiledPattern } from "./pattern_compile.ts"
import { OPEN_CAPTURE, POSITION_CAPTURE, readPattern, type ItemList } from "./pattern_item.ts"
import { captureEnd, captureStart, FAULTY, FOUND, found, searchItems } from "./pattern_match.ts"

/** Cached patterns; when there are more, the cache starts afresh. */
const CACHE_LIMIT = 500

/** After so many searches a pattern is compiled to JavaScript, which takes as long as some 100 searches. */
const HOT = 50

const SPECIALS = /[\^$*+?.([%-]/

export class Pattern {
  readonly text: string
  /** Does the pattern mean itself, character by character? */
  readonly isPlain: boolean
  readonly isAnchored: boolean
  /** Number of captures; 0 means that the whole match counts as one. */
  readonly captures: number
  /** Read when needed: a plain pattern may be a long text, and is hardly ever matched item by item. */
  #items: ItemList | null = null
  #searches = 0
  #compiled: CompiledPattern | null = null

  constructor(text: string, mayAnchor: boolean) {
    this.text = text
    this.isPlain = !SPECIALS.test(text)
    if (!this.isPlain) this.#items = readPattern(text, mayAnchor)
    this.isAnchored = this.#items !== null && this.#items.isAnchored
    this.captures = this.#items === null ? 0 : this.#items.captures.length
  }

  /** Looks for the first match at or after `from` (0-based), only at `from` if the pattern is anchored. */
  search(subject: string, from: number): boolean {
    found.subject = subject
    if (this.#compiled !== null) return this.#compiled.search(subject, from)
    this.#items ??= readPattern(this.text, false)
    if (++this.#searches === HOT) this.#compiled = compileItems(this.#items)
    const outcome = searchItems(this.#items, subject, from)
    if (outcome === FAULTY) throw libraryError(found.failure)
    return outcome === FOUND
  }

  /** Place of the match, 0-based. */
  get start(): number {
    return found.start
  }

  /** End of the match, 0-based and exclusive. */
  get end(): number {
    return found.end
  }

  wholeMatch(): string {
    return found.subject.slice(found.start, found.end)
  }

  /** A capture by its 0-based index; without any captures the first is the whole match. */
  capture(index: number): LuaValue {
    if (index >= this.captures) {
      if (index > 0) throw libraryError(`invalid capture index %${index + 1}`)
      return this.wholeMatch()
    }
    const kind = this.#items!.captures[index]
    const start = captureStart[index]!
    if (kind === POSITION_CAPTURE) return start + 1
    if (kind === OPEN_CAPTURE) throw libraryError("unfinished capture")
    return found.subject.slice(start, captureEnd[index]!)
  }

  /** The captures, or the whole match if there are none: one value bare, several as an array. */
  captureResult(): LuaValue | LuaValue[] {
    if (this.#compiled !== null) return this.#compiled.captures(found.subject)
    const only = this.capture(0)
    if (this.captures <= 1) return only
    const values = [only]
    for (let i = 1; i < this.captures; i++) values.push(this.capture(i))
    return values
  }
}

const cache = new Map<string, Pattern>()
/** For gmatch, where ^ is no anchor. */
const unanchored = new Map<string, Pattern>()

/** The pattern of a text; mayAnchor: a leading ^ is the anchor. */
export function compilePattern(text: string, mayAnchor = true): Pattern {
  const known = mayAnchor ? cache : unanchored
  let pattern = known.get(text)
  if (pattern === undefined) {
    pattern = new Pattern(text, mayAnchor)
    if (known.size >= CACHE_LIMIT) known.clear()
    known.set(text, pattern)
  }
  return pattern
}
