/**
 * Compiled Lua patterns (§6.4.1): each pattern text is read once and kept in a bounded cache.
 * After `search` returned true, `start`, `end` and `capture` describe the match until the next search of
 * any pattern: callers take what they need before they run Lua code.
 */
import { libraryError } from "../runtime/error.ts"
import type { LuaValue } from "../value/value.ts"
import { OPEN_CAPTURE, POSITION_CAPTURE, readPattern, type ItemList } from "./pattern_item.ts"
import { compileItems, type Search } from "./pattern_compile.ts"
import { captureEnd, captureStart, FAULTY, FOUND, found, searchItems } from "./pattern_match.ts"

/** Cached patterns; when there are more, the cache starts afresh. */
const CACHE_LIMIT = 500

/** After so many searches a pattern is compiled to JavaScript, which takes as long as some 100 searches. */
const HOT = 50

const SPECIALS = /[\^$*+?.([%-]/

export class Pattern {
  /** Does the pattern mean itself, character by character? */
  readonly isPlain: boolean
  readonly isAnchored: boolean
  /** Number of captures; 0 means that the whole match counts as one. */
  readonly captures: number
  readonly #items: ItemList
  #subject = ""
  #searches = 0
  #compiled: Search | null = null

  constructor(text: string, mayAnchor: boolean) {
    this.isPlain = !SPECIALS.test(text)
    // A plain pattern may be a long text, and is hardly ever matched item by item.
    this.#items = readPattern(text, mayAnchor)
    this.isAnchored = this.#items.isAnchored
    this.captures = this.#items.captures.length
  }

  /** Looks for the first match at or after `from` (0-based), only at `from` if the pattern is anchored. */
  search(subject: string, from: number): boolean {
    if (this.#compiled !== null) {
      this.#subject = subject
      return this.#compiled(subject, from)
    }
    if (++this.#searches === HOT) this.#compiled = compileItems(this.#items)
    const outcome = searchItems(this.#items, subject, from)
    this.#subject = subject
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
    return this.#subject.slice(found.start, found.end)
  }

  /** A capture by its 0-based index; without any captures the first is the whole match. */
  capture(index: number): LuaValue {
    if (index >= this.captures) {
      if (index > 0) throw libraryError(`invalid capture index %${index + 1}`)
      return this.wholeMatch()
    }
    const kind = this.#items.captures[index]
    const start = captureStart[index]!
    if (kind === POSITION_CAPTURE) return start + 1
    if (kind === OPEN_CAPTURE) throw libraryError("unfinished capture")
    return this.#subject.slice(start, captureEnd[index]!)
  }

  /** Adds all captures to `values`, or the whole match if there are none. */
  pushCaptures(values: LuaValue[]): void {
    const count = this.captures === 0 ? 1 : this.captures
    for (let i = 0; i < count; i++) values.push(this.capture(i))
  }

  /** What string.match and the iterators return for the match: one value bare, several as an array. */
  captureResult(): LuaValue | LuaValue[] {
    if (this.captures <= 1) {
      const only = this.capture(0)
      return only
    }
    const values: LuaValue[] = []
    this.pushCaptures(values)
    return values
  }
}

const cache = new Map<string, Pattern>()
/** For gmatch, where ^ is no anchor. */
const unanchored = new Map<string, Pattern>()

/** The compiled form of a pattern; mayAnchor: a leading ^ is the anchor. */
export function compilePattern(pattern: string, mayAnchor = true): Pattern {
  const known = mayAnchor ? cache : unanchored
  let compiled = known.get(pattern)
  if (compiled === undefined) {
    compiled = new Pattern(pattern, mayAnchor)
    if (known.size >= CACHE_LIMIT) known.clear()
    known.set(pattern, compiled)
  }
  return compiled
}
