/**
 * Programs of the backtracking machine. A program is a list of integers: an operation's number, then its
 * operands. machine.ts says what each does; a test compares the numbers.
 */
import { type CodeSet, hasCode } from "./code_set.ts"
import type { Newline } from "./node.ts"

export const OP = {
  MATCH: 0,
  FAIL: 1,
  JUMP: 2,
  CHOICE: 3,
  BYTE: 4,
  STRING: 5,
  SET: 6,
  GREEDY: 7,
  LAZY: 8,
  POSSESSIVE: 9,
  SAVE: 10,
  CLOSE: 11,
  PLACE: 12,
  REFERENCE: 13,
  ATOMIC_BEGIN: 14,
  ATOMIC_END: 15,
  LOOK_BEGIN: 16,
  LOOK_END: 17,
  NEGATIVE_BEGIN: 18,
  NEGATIVE_END: 19,
  NEGATIVE_ELSE: 20,
  BACK: 21,
  BACK_RANGE: 22,
  AT: 23,
  LOOP_START: 24,
  LOOP: 25,
  LOOP_ENTER: 26,
  LOOP_NEXT: 27,
  NOT_EMPTY: 28,
  CALL: 29,
  RETURN_IF: 30,
  IF_GROUPS: 31,
  IF_RECURSION: 32,
  COMMIT: 33,
  PRUNE: 34,
  SKIP: 35,
  THEN: 36,
  MARK: 37,
  HEIGHT: 38,
  NEWLINE: 39,
  GRAPHEME: 40,
  ANY_BYTE: 41,
  BOUNDARY_BEGIN: 42,
  BOUNDARY_END: 43,
  GO: 44,
} as const

/** How a set is told from a character's first byte. */
export interface ByteSet {
  /** For each byte: 0 no member begins with it, 1 it is a member, 2 look it up, 3 all that begin with it are. */
  table: Uint8Array
  set: CodeSet
  /** Every character is a member. */
  isAll: boolean
  /** All members are single bytes: table holds 0 and 1 only. */
  isSingle: boolean
}

export interface Program {
  code: Int32Array
  sets: ByteSet[]
  strings: string[]
  lists: number[][]
  /** Names of marks. */
  marks: string[]
  groupCount: number
  registerCount: number
  /** Register of the height below which verbs do not reach, behind those of the captures; the next one is for (*THEN). */
  boundary: number
  isUtf: boolean
  isUnicodeCase: boolean
  newline: Newline
  isBsrAnyCrlf: boolean
  /** Bytes with which a match can begin; null if it may be empty or that is not known. */
  firstBytes: Uint8Array | null
  /** Text with which every match begins. */
  prefix: string
  /** A byte that every match has, or -1. */
  required: number
  /** Where a match can begin: anywhere, at the first place tried, at the subject's start. */
  anchor: "none" | "here" | "start"
  limit: number
}

/** The lead bytes of all code points above ASCII and how many code points they have, first and last. */
function leadRange(lead: number): [number, number] {
  if (lead < 0xe0) return [(lead & 0x1f) << 6, ((lead & 0x1f) << 6) | 0x3f]
  if (lead < 0xf0) return [Math.max(0x800, (lead & 0xf) << 12), ((lead & 0xf) << 12) | 0xfff]
  return [Math.max(0x10000, (lead & 7) << 18), Math.min(0x10ffff, ((lead & 7) << 18) | 0x3ffff)]
}

/** The part of a set between two code points: 0 nothing, 2 some, 3 all; surrogates count as members. */
function coverage(set: CodeSet, first: number, last: number): number {
  let covered = 0
  let wanted = last - first + 1
  const isSurrogates = first <= 0xd800 && last >= 0xdfff
  if (isSurrogates) wanted -= 0x800
  for (let i = 0; i < set.length; i += 2) {
    const from = Math.max(first, set[i]!)
    const to = Math.min(last, set[i + 1]!)
    if (from > to) continue
    covered += to - from + 1
    if (isSurrogates) covered -= Math.max(0, Math.min(to, 0xdfff) - Math.max(from, 0xd800) + 1)
  }
  return covered === 0 ? 0 : covered === wanted ? 3 : 2
}

export function byteSetOf(set: CodeSet, isUtf: boolean): ByteSet {
  const table = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++)
    if (!isUtf || byte < 0x80) table[byte] = hasCode(set, byte) ? 1 : 0
    else if (byte >= 0xc2 && byte <= 0xf4) table[byte] = coverage(set, ...leadRange(byte))
  const isAll = isUtf
    ? table.every((value, byte) => value === 1 || value === 3 || (byte >= 0x80 && byte < 0xc2) || byte > 0xf4)
    : table.every((value) => value === 1)
  return { table, set, isAll, isSingle: !isUtf || table.every((value) => value < 2) }
}
