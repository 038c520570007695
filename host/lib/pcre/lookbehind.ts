/** How many characters the branches of a lookbehind can match. */
import { SYNTAX } from "./messages.ts"
import type { Group, Node } from "./node.ts"

export interface Span {
  min: number
  /** Infinity: without limit. */
  max: number
}

/** Longest branch of a lookbehind whose length varies, as in PCRE2 10.43. */
export const MAX_LOOKBEHIND = 255

const NOTHING: Span = { min: 0, max: 0 }
const ONE: Span = { min: 1, max: 1 }
const UNKNOWN: Span = { min: 0, max: Infinity }

/** Measures patterns in characters; groups by number, for calls. */
export class Measure {
  readonly #groups: Map<number, Group>
  readonly #isUtf: boolean
  readonly #active = new Set<number>()
  /** Set by \C in UTF-8, which cannot be stepped back over. */
  problem: string | undefined

  constructor(groups: Map<number, Group>, isUtf: boolean) {
    this.#groups = groups
    this.#isUtf = isUtf
  }

  span(node: Node): Span {
    switch (node.kind) {
      case "code":
      case "set":
        return ONE
      case "byte":
        if (this.#isUtf) this.problem ??= SYNTAX.lookbehindByte
        return ONE
      case "sequence":
        return this.#sequence(node.items)
      case "alternatives":
        return node.items.map((item) => this.span(item)).reduce(either)
      case "group":
      case "atomic":
        return this.span(node.body)
      case "repeat":
        return this.#repeated(node)
      case "condition":
        if (node.condition.kind === "constant" && !node.condition.value) return this.span(node.no)
        return either(this.span(node.yes), this.span(node.no))
      case "call":
        return this.#called(node.group)
      case "newline":
        return { min: 1, max: 2 }
      case "reference":
        return this.#referred(node)
      case "grapheme":
        return { min: 1, max: Infinity }
      default:
        return NOTHING
    }
  }

  /** What stands behind (*ACCEPT) does not count. */
  #sequence(items: Node[]): Span {
    const end = items.findIndex((item) => item.kind === "verb" && item.verb === "ACCEPT")
    return (end < 0 ? items : items.slice(0, end)).map((item) => this.span(item)).reduce(sum, NOTHING)
  }

  #repeated(node: Node & { kind: "repeat" }): Span {
    const body = this.span(node.body)
    return { min: body.min * node.min, max: body.max === 0 ? 0 : node.max === 0 ? 0 : body.max * node.max }
  }

  #called(group: number): Span {
    const target = this.#groups.get(group)
    if (target === undefined || this.#active.has(group)) return UNKNOWN
    this.#active.add(group)
    const span = this.span(target.body)
    this.#active.delete(group)
    return span
  }

  #referred(node: Node & { kind: "reference" }): Span {
    if (node.isCaseless && this.#isUtf) return UNKNOWN
    return node.groups.map((group) => this.#called(group)).reduce(either)
  }
}

const sum = (a: Span, b: Span): Span => ({ min: a.min + b.min, max: a.max + b.max })
const either = (a: Span, b: Span): Span => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) })
