/**
 * Patterns that JavaScript's regular expressions match exactly as PCRE does, on subjects whose characters
 * are single bytes, and without the danger of taking for ever: its compiled code is several times faster
 * than the machine. What is not certainly equal is left to the machine: see `translate`.
 */
import { type CodeSet, intersectionOf } from "./code_set.ts"
import type { Node, Pattern, Place, Repeat } from "./node.ts"

export interface Native {
  expression: RegExp
  /** Longest subject for which the work is bounded. */
  maxLength: number
}

/** Characters that an attempt may look at in all, about a quarter of a second. */
const MAX_WORK = 2e8
const MAX_REPEAT = 1000
/** Repetitions up to here are counted as ways to try, not as a scan. */
const FEW = 16
const MAX_BRANCHING = 10_000
const MAX_OPEN_SCANS = 3

/** Raised where JavaScript would differ. */
class Unequal extends Error {}

function unequal(): never {
  throw new Unequal()
}

const hex = (code: number): string => `\\x${code.toString(16).padStart(2, "0")}`

class Translator {
  readonly #last: number
  #groups = 0
  /** Whether the work of one attempt may grow with the subject. */
  scans = false
  /** Ways that one attempt may have to try at most, beside the scans. */
  branching = 1

  constructor(isUtf: boolean) {
    this.#last = isUtf ? 0x7f : 0xff
  }

  #set(set: CodeSet): string {
    let text = ""
    for (let i = 0; i < set.length && set[i]! <= this.#last; i += 2)
      text += `${hex(set[i]!)}-${hex(Math.min(set[i + 1]!, this.#last))}`
    return `[${text}]`
  }

  /** A node's text; `next` has the sets of what can follow it, null for anything. */
  node(node: Node, next: CodeSet | null, isNested: boolean): string {
    switch (node.kind) {
      case "empty":
        return "(?:)"
      case "code":
        return node.code <= this.#last ? hex(node.code) : "[]"
      case "set":
        return this.#set(node.set)
      case "sequence":
        return this.#sequence(node.items, next, isNested)
      case "alternatives":
        this.branching *= node.items.length
        return `(?:${node.items.map((item) => this.node(item, next, isNested)).join("|")})`
      case "group":
        return this.#group(node, next, isNested)
      case "repeat":
        return this.#repeat(node, next, isNested)
      case "look":
        return this.#look(node)
      case "place":
        return node.isUcp ? unequal() : (PLACES[node.place] ?? unequal())
      default:
        return unequal()
    }
  }

  #sequence(items: Node[], next: CodeSet | null, isNested: boolean): string {
    return items.map((item, i) => this.node(item, firstOf(items.slice(i + 1), next), isNested)).join("")
  }

  #group(node: Node & { kind: "group" }, next: CodeSet | null, isNested: boolean): string {
    if (node.number === 0) return `(?:${this.node(node.body, next, isNested)})`
    // Branch reset numbers groups otherwise than by their order.
    if (node.number !== ++this.#groups) unequal()
    return `(${this.node(node.body, next, isNested)})`
  }

  #look(node: Node & { kind: "look" }): string {
    // Backwards, groups and repetitions go another way.
    if (!node.isAtomic || !isSimple(node.body, !node.isBehind)) unequal()
    if (node.isBehind && hasScan(node.body)) unequal()
    const sign = `${node.isBehind ? "<" : ""}${node.isNegative ? "!" : "="}`
    return `(?${sign}${this.node(node.body, null, true)})`
  }

  #repeat(node: Repeat, next: CodeSet | null, isNested: boolean): string {
    const { body, min, max, mode } = node
    if (mode === "possessive" || max === 0) unequal()
    if (max !== Infinity && max > MAX_REPEAT) unequal()
    const quantifier = `{${min},${max === Infinity ? "" : max}}${mode === "lazy" ? "?" : ""}`
    const set = setOfSingle(body)
    if (set !== undefined) {
      if (max > FEW) this.#scan(set, next, isNested)
      else if (next === null || intersectionOf(set, next).length > 0) this.branching *= max - min + 1
      return this.node(body, null, true) + quantifier
    }
    if (max === 1) {
      // JavaScript refuses an empty match of what is optional.
      if (min === 0 && mayBeEmpty(body)) unequal()
      this.branching *= 2
      return `(?:${this.node(body, next, isNested)})${quantifier}`
    }
    this.#checkLoop(body, next)
    if (max > FEW) this.scans = true
    return `(?:${this.node(body, firstOf([body], next), true)})${quantifier}`
  }

  /** Allows a repetition only where its end is certain: what follows is none of its characters. */
  #scan(set: CodeSet, next: CodeSet | null, isNested: boolean): void {
    const isCertain = next !== null && intersectionOf(set, next).length === 0
    // Each whose end is not certain multiplies the work by the subject's length.
    if (!isCertain && (isNested || ++this.openScans > MAX_OPEN_SCANS)) unequal()
    this.scans = true
  }

  /** Repetitions of which an attempt may have to try every length. */
  openScans = 0

  /**
   * A repeated group: it must consume, its beginning must tell another round from what follows, and its
   * alternatives from each other; groups inside must be set in every round, since JavaScript clears them.
   */
  #checkLoop(body: Node, next: CodeSet | null): void {
    if (mayBeEmpty(body) || !isTelling(body)) unequal()
    const first = firstOf([body], [])
    if (first === null || next === null || intersectionOf(first, next).length > 0) unequal()
    if (hasOptionalGroup(body, false)) unequal()
  }
}

const PLACES: Partial<Record<Place, string>> = {
  subjectStart: "^",
  subjectEnd: "$",
  subjectEndOrNewline: "(?=\\n?$)",
  lineStart: "(?:^|(?<=\\n)(?!$))",
  lineEnd: "(?=\\n|$)",
  wordBoundary: "\\b",
  noWordBoundary: "\\B",
}

function setOfSingle(node: Node): CodeSet | undefined {
  return node.kind === "set" ? node.set : node.kind === "code" ? [node.code, node.code] : undefined
}

/** The first characters of a sequence with what follows it; null if they are not known. */
function firstOf(items: Node[], next: CodeSet | null): CodeSet | null {
  const ranges: number[] = []
  for (const item of items) {
    const set = item.kind === "repeat" ? setOfSingle(item.body) : setOfSingle(item)
    if (set !== undefined) {
      ranges.push(...set)
      if (item.kind !== "repeat" || item.min > 0) return sorted(ranges)
      continue
    }
    if (item.kind === "empty") continue
    if (item.kind === "place" && (item.place === "subjectEnd" || item.place === "subjectEndOrNewline"))
      return sorted([...ranges, 10, 10])
    if (item.kind === "group" && !mayBeEmpty(item)) {
      const inner = firstOf(item.body.kind === "sequence" ? item.body.items : [item.body], [])
      return inner && sorted([...ranges, ...inner])
    }
    if (item.kind === "sequence" && !mayBeEmpty(item)) {
      const inner = firstOf(item.items, [])
      return inner && sorted([...ranges, ...inner])
    }
    if (item.kind === "alternatives" && !mayBeEmpty(item)) {
      const all = item.items.map((each) => firstOf([each], []))
      return all.includes(null) ? null : sorted([...ranges, ...all.flatMap((each) => [...each!])])
    }
    return null
  }
  return next && sorted([...ranges, ...next])
}

/** Ranges in order, merged. */
function sorted(ranges: number[]): CodeSet {
  const pairs: [number, number][] = []
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!])
  pairs.sort((a, b) => a[0] - b[0])
  const result: number[] = []
  for (const [first, last] of pairs) {
    if (result.length > 0 && first <= result[result.length - 1]! + 1)
      result[result.length - 1] = Math.max(result[result.length - 1]!, last)
    else result.push(first, last)
  }
  return result
}

function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case "code":
    case "set":
      return false
    case "sequence":
      return node.items.every(mayBeEmpty)
    case "alternatives":
      return node.items.some(mayBeEmpty)
    case "group":
      return mayBeEmpty(node.body)
    case "repeat":
      return node.min === 0 || mayBeEmpty(node.body)
    default:
      return true
  }
}

/** Whether a loop's body leaves no choice: alternatives are told by their first character, repetitions by what follows. */
function isTelling(node: Node): boolean {
  switch (node.kind) {
    case "alternatives": {
      const firsts = node.items.map((item) => firstOf([item], []))
      const isApart = firsts.every((a, i) =>
        firsts.every((b, k) => i >= k || (a !== null && b !== null && intersectionOf(a, b).length === 0)),
      )
      return isApart && node.items.every((item) => isTelling(item) && !mayBeEmpty(item))
    }
    case "sequence":
      return node.items.every((item, i) => {
        if (item.kind !== "repeat") return isTelling(item)
        const set = setOfSingle(item.body)
        const next = firstOf(node.items.slice(i + 1), null)
        return set !== undefined && next !== null && intersectionOf(set, next).length === 0
      })
    case "group":
      return isTelling(node.body)
    case "code":
    case "set":
    case "empty":
      return true
    default:
      return false
  }
}

/** Whether a capturing group is in what a round may leave out. */
function hasOptionalGroup(node: Node, isOptional: boolean): boolean {
  switch (node.kind) {
    case "group":
      return (isOptional && node.number > 0) || hasOptionalGroup(node.body, isOptional)
    case "sequence":
      return node.items.some((item) => hasOptionalGroup(item, isOptional))
    case "alternatives":
      return node.items.some((item) => hasOptionalGroup(item, true))
    case "repeat":
      return hasOptionalGroup(node.body, true)
    default:
      return false
  }
}

/** Whether an assertion's body has neither groups nor anything that depends on the direction. */
function isSimple(node: Node, mayRepeat: boolean): boolean {
  switch (node.kind) {
    case "code":
    case "set":
    case "empty":
    case "place":
      return true
    case "sequence":
    case "alternatives":
      return node.items.every((item) => isSimple(item, mayRepeat))
    case "group":
      return node.number === 0 && isSimple(node.body, mayRepeat)
    case "repeat":
      return mayRepeat && setOfSingle(node.body) !== undefined
    default:
      return false
  }
}

function hasScan(node: Node): boolean {
  if (node.kind === "repeat") return true
  if (node.kind === "sequence" || node.kind === "alternatives") return node.items.some(hasScan)
  return node.kind === "group" && hasScan(node.body)
}

/** A pattern as a RegExp; undefined where that might differ in any result. */
export function translate(pattern: Pattern, isBound: boolean): Native | undefined {
  if (pattern.newline !== "LF" || pattern.isNotEmpty || pattern.isNotEmptyAtStart || pattern.isAnchored)
    return undefined
  if (pattern.limit !== Infinity) return undefined
  const translator = new Translator(pattern.isUtf)
  let source: string
  try {
    source = translator.node(pattern.body, [], false)
  } catch (e) {
    if (e instanceof Unequal) return undefined
    throw e
  }
  // The work is at most this power of the subject's length.
  const power = (isBound ? 0 : 1) + (translator.scans ? 1 : 0) + translator.openScans
  if (translator.branching > MAX_BRANCHING) return undefined
  const maxLength = power === 0 ? Infinity : Math.floor((MAX_WORK / translator.branching) ** (1 / power))
  return { expression: new RegExp(source, "g"), maxLength }
}
