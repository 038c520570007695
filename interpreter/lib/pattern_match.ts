/**
 * The pattern matcher: backtracking over the items of a pattern (pattern_item.ts), as lstrlib.c does it,
 * down to how deep it may nest. A search leaves its result in `found`; there is one search at a time,
 * and a caller who runs Lua code between searches takes what it needs first.
 */
import {
  ANY,
  BACK_REFERENCE,
  BALANCE,
  CHAR,
  CLOSE,
  END,
  FRONTIER,
  GREEDY,
  GREEDY_ONE,
  LAZY,
  ONCE,
  OPEN,
  OPTIONAL,
  POSITION,
  SET,
  type Item,
  type ItemList,
} from "./pattern_item.ts"

/** MAXCCALLS: how deep `run` may nest. */
const MAX_DEPTH = 200

const NO_MATCH = -1
/** An error, described by `failure`, is on its way out. */
const FAILED = -2
/** End of a position capture. */
const NO_END = -1

/** Where the last search matched: 0-based, end exclusive; captures by index. */
export const found = {
  subject: "",
  start: 0,
  end: 0,
  /** The error message of a search that returned FAULTY. */
  failure: "",
}
export const captureStart = new Int32Array(32)
export const captureEnd = new Int32Array(32)

let subject = ""
let size = 0
let depth = 0

export type Outcome = 0 | 1 | 2
export const NOT_FOUND = 0
export const FOUND = 1
export const FAULTY = 2

/** Looks for the first match at or after `from`; only at `from` if the pattern is anchored. */
export function searchItems(list: ItemList, text: string, from: number): Outcome {
  subject = text
  size = text.length
  const { first } = list
  for (let at = from; at <= size; at++) {
    if (!list.isAnchored && first !== null) {
      at = candidate(first, at)
      if (at < 0) return NOT_FOUND
    }
    depth = 0
    const end = run(first, at)
    if (end >= 0) {
      found.start = at
      found.end = end
      return FOUND
    }
    if (end === FAILED) return FAULTY
    if (list.isAnchored) break
  }
  return NOT_FOUND
}

/** The first place at or after `at` where the first item may match; -1 if there is none. */
function candidate(item: Item, at: number): number {
  if (item.repeat !== ONCE && item.repeat !== GREEDY_ONE) return at
  if (item.op === CHAR) return subject.indexOf(String.fromCharCode(item.value), at)
  if (item.op === SET) {
    const { set } = item
    while (at < size && set[subject.charCodeAt(at)] === 0) at++
    return at < size ? at : -1
  }
  return at
}

/** Matches the items from `item` on at `at`: the end of the match, NO_MATCH or FAILED. */
function run(item: Item | null, at: number): number {
  const entryDepth = depth
  if (++depth > MAX_DEPTH) return tooComplex()
  while (item !== null) {
    if (item.op <= SET) {
      const { repeat, next } = item
      if (!matchesOne(item, at)) {
        if (repeat === ONCE || repeat === GREEDY_ONE) return leave(entryDepth, NO_MATCH)
      } else if (repeat === ONCE) {
        at++
      } else if (repeat === OPTIONAL) {
        const end = run(next, at + 1)
        if (end !== NO_MATCH) return leave(entryDepth, end)
      } else {
        const end = repeat === LAZY ? expandLazily(item, at) : expand(item, at)
        return leave(entryDepth, end)
      }
      item = next
      continue
    }
    at = step(item, at)
    if (at < 0) return leave(entryDepth, at)
    item = item.next
  }
  depth = entryDepth
  return at
}

function leave(entryDepth: number, end: number): number {
  depth = entryDepth
  return end
}

function tooComplex(): number {
  found.failure = "pattern too complex"
  return FAILED
}

function matchesOne(item: Item, at: number): boolean {
  if (at >= size) return false
  if (item.op === SET) return item.set[subject.charCodeAt(at)] === 1
  return item.op === ANY || subject.charCodeAt(at) === item.value
}

/** Greedy repetition of an item that matches here: all there are, then fewer until the rest matches. */
function expand(item: Item, at: number): number {
  const least = item.repeat === GREEDY ? at : at + 1
  let end = runEnd(item, at + 1)
  const { next } = item
  if (next === null && depth < MAX_DEPTH) return end
  for (; end >= least; end--) {
    const result = run(next, end)
    if (result !== NO_MATCH) return result
  }
  return NO_MATCH
}

/** Where the run of characters that match the item ends. */
function runEnd(item: Item, at: number): number {
  if (item.op === ANY) return size
  if (item.op === SET) {
    const { set } = item
    while (at < size && set[subject.charCodeAt(at)] === 1) at++
  } else {
    const { value } = item
    while (at < size && subject.charCodeAt(at) === value) at++
  }
  return at
}

function expandLazily(item: Item, at: number): number {
  for (;;) {
    const end = run(item.next, at)
    if (end !== NO_MATCH) return end
    if (!matchesOne(item, at)) return NO_MATCH
    at++
  }
}

/** An item that is not a character test: where to go on, NO_MATCH or FAILED. */
function step(item: Item, at: number): number {
  switch (item.op) {
    case POSITION:
      captureEnd[item.value] = NO_END
      captureStart[item.value] = at
      return ++depth > MAX_DEPTH ? tooComplex() : at
    case OPEN:
      captureStart[item.value] = at
      return ++depth > MAX_DEPTH ? tooComplex() : at
    case CLOSE:
      captureEnd[item.value] = at
      return ++depth > MAX_DEPTH ? tooComplex() : at
    case END:
      return at === size ? at : NO_MATCH
    case BALANCE:
      return balanceEnd(subject, at, item.value, item.closing)
    case FRONTIER:
      return isFrontier(item, at) ? at : NO_MATCH
    case BACK_REFERENCE:
      return backReferenceEnd(subject, at, captureStart[item.value]!, captureEnd[item.value]!)
    default:
      found.failure = item.message
      return FAILED
  }
}

/** %b: the end of the balanced text at a place, or -1. */
export function balanceEnd(text: string, at: number, opening: number, closing: number): number {
  if (at >= text.length || text.charCodeAt(at) !== opening) return NO_MATCH
  let open = 1
  while (++at < text.length) {
    const c = text.charCodeAt(at)
    if (c === closing) {
      if (--open === 0) return at + 1
    } else if (c === opening) open++
  }
  return NO_MATCH
}

/** Outside the subject there is "\0". */
function isFrontier(item: Item, at: number): boolean {
  const before = at === 0 ? 0 : subject.charCodeAt(at - 1)
  const here = at < size ? subject.charCodeAt(at) : 0
  return item.set[before] === 0 && item.set[here] === 1
}

/** %1: the end of the repetition of text[start..end) at a place, or -1. */
export function backReferenceEnd(text: string, at: number, start: number, end: number): number {
  const length = end - start
  // A position capture never has the length it would need to match.
  if (length < 0 || length > text.length - at) return NO_MATCH
  for (let i = 0; i < length; i++) {
    if (text.charCodeAt(start + i) !== text.charCodeAt(at + i)) return NO_MATCH
  }
  return at + length
}
