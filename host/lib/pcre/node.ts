/** The tree of a pattern. */
import type { CodeSet } from "./code_set.ts"

export type Mode = "greedy" | "lazy" | "possessive"

/** Simple assertions about the place. */
export type Place =
  | "subjectStart" // \A, ^
  | "lineStart" // ^ with m
  | "subjectEnd" // \z, $ with D
  | "subjectEndOrNewline" // \Z, $
  | "lineEnd" // $ with m
  | "matchStart" // \G
  | "wordBoundary" // \b
  | "noWordBoundary" // \B

export type Condition =
  | { kind: "groups"; groups: number[] }
  /** In a call of a group; 0: of the whole pattern, -1: of any; several, of groups of one name. */
  | { kind: "recursion"; groups: number[] }
  | { kind: "constant"; value: boolean }
  | { kind: "assertion"; look: Look }

export interface Look {
  kind: "look"
  isBehind: boolean
  isNegative: boolean
  /** Its inner choices are forgotten when it has matched. */
  isAtomic: boolean
  body: Node
  /** Place in the pattern, for messages. */
  at: number
}

export interface Group {
  kind: "group"
  body: Node
  /** 0: not capturing. */
  number: number
}

export interface Repeat {
  kind: "repeat"
  body: Node
  min: number
  /** Infinity: without limit. */
  max: number
  mode: Mode
}

export interface Reference {
  kind: "reference"
  groups: number[]
  isCaseless: boolean
}

export interface Call {
  kind: "call"
  group: number
}

export type VerbName = "ACCEPT" | "FAIL" | "COMMIT" | "PRUNE" | "SKIP" | "THEN" | "MARK"

export type Node =
  | { kind: "empty" }
  | { kind: "code"; code: number }
  | { kind: "set"; set: CodeSet }
  | { kind: "sequence"; items: Node[] }
  | { kind: "alternatives"; items: Node[] }
  | Group
  | { kind: "atomic"; body: Node }
  | Look
  | Repeat
  | Reference
  | Call
  | { kind: "condition"; condition: Condition; yes: Node; no: Node }
  | { kind: "place"; place: Place; isUcp: boolean }
  | { kind: "keep" }
  | { kind: "newline" }
  | { kind: "grapheme" }
  | { kind: "byte" }
  | { kind: "verb"; verb: VerbName; name: string | undefined }

/** A parsed pattern. */
export interface Pattern {
  body: Node
  groupCount: number
  /** Group names in the order of their numbers; a name may have several numbers. */
  names: Map<string, number[]>
  /** Which byte sequences end a line. */
  newline: Newline
  /** No match begins between CR and LF. */
  keepsCrlf: boolean
  /** \R matches CR, LF and CRLF only. */
  isBsrAnyCrlf: boolean
  isUtf: boolean
  /** Case is that of Unicode, not of ASCII. */
  isUnicodeCase: boolean
  isAnchored: boolean
  isNotEmpty: boolean
  isNotEmptyAtStart: boolean
  /** Limit of steps from (*LIMIT_MATCH=), Infinity if there is none. */
  limit: number
}

export type Newline = "LF" | "CR" | "CRLF" | "ANYCRLF" | "ANY" | "NUL"
