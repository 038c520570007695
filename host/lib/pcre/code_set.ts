/**
 * Sets of code points (of bytes, where the subject is bytes), as sorted ranges that neither touch nor
 * overlap: [first, last, first, last, …].
 */
export type CodeSet = readonly number[]

export const MAX_CODE = 0x10ffff
export const EMPTY: CodeSet = []
export const ALL: CodeSet = [0, MAX_CODE]

/** Ranges in any order, overlapping or not, as a set. */
export function setOf(ranges: readonly number[]): CodeSet {
  const pairs: [number, number][] = []
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!])
  pairs.sort((a, b) => a[0] - b[0])
  const result: number[] = []
  for (const [first, last] of pairs) {
    const end = result.length - 1
    if (end > 0 && first <= result[end]! + 1) result[end] = Math.max(result[end]!, last)
    else result.push(first, last)
  }
  return result
}

export const unionOf = (...sets: CodeSet[]): CodeSet => setOf(sets.flat())

export function complementOf(set: CodeSet): CodeSet {
  const result: number[] = []
  let next = 0
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) result.push(next, set[i]! - 1)
    next = set[i + 1]! + 1
  }
  if (next <= MAX_CODE) result.push(next, MAX_CODE)
  return result
}

export function intersectionOf(a: CodeSet, b: CodeSet): CodeSet {
  return complementOf(unionOf(complementOf(a), complementOf(b)))
}

export function hasCode(set: CodeSet, code: number): boolean {
  let low = 0
  let high = set.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (code > set[2 * middle + 1]!) low = middle + 1
    else high = middle
  }
  return 2 * low < set.length && code >= set[2 * low]!
}

/** The set's only member, or -1. */
export const onlyMember = (set: CodeSet): number => (set.length === 2 && set[0] === set[1] ? set[0]! : -1)

// -- the sets that escapes name -------------------------------------------------------------------

export const DIGITS: CodeSet = [48, 57]
export const SPACES: CodeSet = [9, 13, 32, 32]
export const WORD: CodeSet = [48, 57, 65, 90, 95, 95, 97, 122]
/** \h */
export const HORIZONTAL: CodeSet = setOf(
  [9, 32, 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000].flatMap((c) => [c, c]).concat(0x2000, 0x200a),
)
/** \v */
export const VERTICAL: CodeSet = [10, 13, 0x85, 0x85, 0x2028, 0x2029]
export const NOT_LINE_FEED: CodeSet = complementOf([10, 10])

/** [:name:] over ASCII. */
export const POSIX: Record<string, CodeSet> = {
  alpha: [65, 90, 97, 122],
  lower: [97, 122],
  upper: [65, 90],
  alnum: [48, 57, 65, 90, 97, 122],
  ascii: [0, 127],
  blank: [9, 9, 32, 32],
  cntrl: [0, 31, 127, 127],
  digit: DIGITS,
  graph: [33, 126],
  print: [32, 126],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  space: SPACES,
  word: WORD,
  xdigit: [48, 57, 65, 70, 97, 102],
}
