/**
 * A pattern as a tree (pcre2pattern): alternatives, sequences, quantifiers and plain characters. Groups,
 * classes and escapes have files of their own. Names and forward references are resolved at the end.
 */
import { ALL, type CodeSet, complementOf, NOT_LINE_FEED, setOf } from "./code_set.ts"
import { SYNTAX } from "./messages.ts"
import type { Mode, Newline, Node, Pattern } from "./node.ts"
import type { Options } from "./options.ts"
import { parseClass } from "./parse_class.ts"
import { parseEscape } from "./parse_escape.ts"
import { parseGroup } from "./parse_group.ts"
import { parseStart } from "./parse_start.ts"
import { Source } from "./source.ts"
import { casesOf } from "./unicode.ts"

const MAX_DEPTH = 250
const MAX_COUNT = 65535
const MAX_NAME = 128

const EMPTY: Node = { kind: "empty" }

/** Places and verbs have no quantifiers, but (*ACCEPT) may be optional. */
const isRepeatable = (node: Node): boolean =>
  node.kind !== "place" && node.kind !== "keep" && (node.kind !== "verb" || node.verb === "ACCEPT")

const sequenceOf = (items: Node[]): Node =>
  items.length === 0 ? EMPTY : items.length === 1 ? items[0]! : { kind: "sequence", items }

export class Parser {
  readonly source: Source
  options: Options
  newline: Newline = "LF"
  groupCount = 0
  /** Highest number that a reference may have. */
  readonly names = new Map<string, number[]>()
  readonly nameOfGroup = new Map<number, string>()
  depth = 0
  lookDepth = 0
  /** The pattern names CR or LF: then a match may begin between them. */
  hasLineEnd = false
  /** Run when all groups are known. */
  readonly #later: (() => void)[] = []

  constructor(text: string, options: Options) {
    this.options = { ...options }
    this.source = new Source(text, options.utf)
  }

  // -- structure ----------------------------------------------------------------------------------

  /** Alternatives up to a closing parenthesis or the end; options set inside end with them. */
  alternatives(): Node {
    const { options, source } = this
    if (++this.depth > MAX_DEPTH) throw source.error(SYNTAX.deep)
    const items = [this.sequence()]
    while (source.skip("|")) items.push(this.sequence())
    this.options = options
    this.depth--
    return items.length === 1 ? items[0]! : { kind: "alternatives", items }
  }

  /** Alternatives that number their groups alike: (?| */
  resetAlternatives(): Node {
    const { options, source, groupCount } = this
    if (++this.depth > MAX_DEPTH) throw source.error(SYNTAX.deep)
    let most = groupCount
    const items: Node[] = []
    do {
      this.groupCount = groupCount
      items.push(this.sequence())
      most = Math.max(most, this.groupCount)
    } while (source.skip("|"))
    this.groupCount = most
    this.options = options
    this.depth--
    return items.length === 1 ? items[0]! : { kind: "alternatives", items }
  }

  sequence(): Node {
    const { source } = this
    const items: Node[] = []
    for (;;) {
      this.skipIgnored()
      const code = source.peek()
      if (code < 0 || code === 124 || code === 41) return sequenceOf(items)
      if (source.skip("\\Q")) this.quoted(items)
      else if (!source.skip("\\E")) {
        const item = this.item()
        if (item !== undefined) items.push(this.quantified(item))
      }
    }
  }

  /** \Q…\E: characters that stand for themselves; the last may have a quantifier. */
  quoted(items: Node[]): void {
    const { source } = this
    while (source.peek() >= 0 && !source.skip("\\E")) {
      const item = this.character(source.next())
      if (source.skip("\\E")) {
        items.push(this.quantified(item))
        return
      }
      items.push(item)
    }
  }

  /** One item without its quantifier; undefined for what only changes options. */
  item(): Node | undefined {
    const { source, options } = this
    const code = source.next()
    switch (code) {
      case 40:
        return parseGroup(this)
      case 91:
        return this.bracket()
      case 92:
        return this.escape()
      case 46:
        return options.dotAll ? { kind: "set", set: ALL } : this.notNewline()
      case 94:
        return { kind: "place", place: options.multiline ? "lineStart" : "subjectStart", isUcp: options.ucp }
      case 36:
        return {
          kind: "place",
          place: options.multiline ? "lineEnd" : options.dollarEndOnly ? "subjectEnd" : "subjectEndOrNewline",
          isUcp: options.ucp,
        }
      case 42:
      case 43:
      case 63:
        throw source.error(SYNTAX.nothingToRepeat)
      case 123:
        source.at--
        if (this.isQuantifier()) throw source.error(SYNTAX.nothingToRepeat)
        source.at++
        return this.character(code)
      default:
        return this.character(code)
    }
  }

  /** [[:<:]] and [[:>:]] are word boundaries; everything else is a class. */
  bracket(): Node {
    const isUcp = this.options.ucp
    const isStart = this.source.skip("[:<:]]")
    if (!isStart && !this.source.skip("[:>:]]")) return parseClass(this)
    const word = parseEscapeOf("w", this)
    const look: Node = {
      kind: "look",
      isBehind: !isStart,
      isNegative: false,
      isAtomic: true,
      body: word,
      at: this.source.at,
    }
    return { kind: "sequence", items: [{ kind: "place", place: "wordBoundary", isUcp }, look] }
  }

  escape(): Node {
    const escape = parseEscape(this, false)
    if ("code" in escape) return this.character(escape.code)
    return "set" in escape ? { kind: "set", set: escape.set } : escape.node
  }

  character(code: number): Node {
    if (code === 10 || code === 13) this.hasLineEnd = true
    const { caseless, utf, ucp } = this.options
    const cases = caseless ? casesOf(code, utf || ucp) : [code]
    return cases.length === 1
      ? { kind: "code", code }
      : { kind: "set", set: setOf(cases.flatMap((c) => [c, c])) }
  }

  /** \N, and a dot without s. */
  notNewline(): Node {
    if (this.newline === "CRLF") return NOT_CRLF
    return { kind: "set", set: NOT_NEWLINE[this.newline] }
  }

  /** Skips comments, and with x white space. */
  skipIgnored(): void {
    const { source } = this
    for (;;) {
      if (source.looksAt("(?#")) {
        const end = source.find(")")
        if (end < 0) throw source.error(SYNTAX.openComment, source.length)
        source.at = end + 1
        continue
      }
      const code = source.peek()
      if (!this.options.extended || code < 0) return
      if (code === 35) this.skipLine()
      else if (isBlank(code)) source.at++
      else return
    }
  }

  /** A comment that ends with the line. */
  skipLine(): void {
    const { source } = this
    while (source.peek() >= 0) {
      if (this.newline === "CRLF" ? source.skip("\r\n") : endsLine(this.newline, source.peek())) {
        if (this.newline !== "CRLF") source.at++
        return
      }
      source.at++
    }
  }

  // -- quantifiers --------------------------------------------------------------------------------

  quantified(item: Node): Node {
    const { source, options } = this
    this.skipIgnored()
    const start = source.at
    const range = this.quantifier()
    if (range === undefined) return item
    if (!isRepeatable(item)) throw source.error(SYNTAX.nothingToRepeat, start)
    this.skipIgnored()
    let mode: Mode = options.ungreedy ? "lazy" : "greedy"
    if (source.skip("+")) mode = "possessive"
    else if (source.skip("?")) mode = options.ungreedy ? "greedy" : "lazy"
    return { kind: "repeat", body: item, min: range[0], max: range[1], mode }
  }

  quantifier(): [number, number] | undefined {
    const { source } = this
    if (source.skip("*")) return [0, Infinity]
    if (source.skip("+")) return [1, Infinity]
    if (source.skip("?")) return [0, 1]
    if (!this.isQuantifier()) return undefined
    source.at++
    const min = source.number()
    let max = min
    if (source.skip(",")) max = source.peek() === 125 ? Infinity : source.number()
    source.at++
    if (min > MAX_COUNT || (max > MAX_COUNT && max !== Infinity)) throw source.error(SYNTAX.quantifierSize)
    if (max < min) throw source.error(SYNTAX.quantifierOrder)
    return [min, max]
  }

  /** Whether {n}, {n,} or {n,m} follows: other braces are plain characters. */
  isQuantifier(): boolean {
    const { source } = this
    if (source.peek() !== 123) return false
    let ahead = 1
    const digits = (): boolean => {
      const start = ahead
      while (source.peek(ahead) >= 48 && source.peek(ahead) <= 57) ahead++
      return ahead > start
    }
    if (!digits()) return false
    if (source.peek(ahead) === 44) {
      ahead++
      digits()
    }
    return source.peek(ahead) === 125
  }

  // -- groups -------------------------------------------------------------------------------------

  /** The next capturing group's number. */
  openGroup(name?: string): number {
    const number = ++this.groupCount
    if (number > 65535) throw this.source.error(SYNTAX.manyGroups)
    if (name !== undefined) this.nameGroup(name, number)
    return number
  }

  nameGroup(name: string, number: number): void {
    const numbers = this.names.get(name)
    const other = this.nameOfGroup.get(number)
    if (other !== undefined && other !== name) throw this.source.error(SYNTAX.namesOfNumber)
    this.nameOfGroup.set(number, name)
    if (numbers === undefined) this.names.set(name, [number])
    else if (!numbers.includes(number)) {
      if (!this.options.duplicateNames) throw this.source.error(SYNTAX.nameTwice)
      numbers.push(number)
    }
  }

  /** A group's name and its terminator. */
  name(closing: string): string {
    const { source, options } = this
    const start = source.at
    const first = source.peek()
    if (first >= 48 && first <= 57) throw source.error(SYNTAX.nameDigit, start)
    const letter = options.utf ? /[\p{L}\p{Nd}_]/u : /\w/
    while (source.peek() >= 0 && letter.test(String.fromCodePoint(source.peek()))) source.at++
    if (source.at === start) throw source.error(SYNTAX.nameMissing)
    if (source.at - start > MAX_NAME) throw source.error(SYNTAX.nameLong)
    const name = source.text(start, source.at)
    if (!source.skip(closing)) throw source.error(SYNTAX.nameEnd)
    return name
  }

  /** n, +n or -n as a group's number; undefined if there is no number. */
  relativeNumber(): number | undefined {
    const { source } = this
    const sign = source.peek()
    const isSigned = sign === 43 || sign === 45
    const digit = source.peek(isSigned ? 1 : 0)
    if (digit < 48 || digit > 57) {
      if (isSigned) {
        source.at++
        throw source.error(SYNTAX.noDigit)
      }
      return undefined
    }
    if (isSigned) source.at++
    const number = source.number()
    if (number > 65535) throw source.error(SYNTAX.groupNumber)
    if (!isSigned) return number
    if (number === 0) throw source.error(SYNTAX.relativeZero)
    if (sign === 43) return this.groupCount + number
    if (number > this.groupCount) throw source.error(SYNTAX.noGroup)
    return this.groupCount - number + 1
  }

  /** Runs a check when all groups are known. */
  later(check: () => void): void {
    this.#later.push(check)
  }

  reference(group: number): Node {
    this.requireGroup(group)
    return { kind: "reference", groups: [group], isCaseless: this.options.caseless }
  }

  requireGroup(group: number): void {
    const { at } = this.source
    this.later(() => {
      if (group > this.groupCount) throw this.source.error(SYNTAX.noGroup, at)
    })
  }

  referenceByName(name: string): Node {
    const node: Node = { kind: "reference", groups: [], isCaseless: this.options.caseless }
    this.resolve(name, (groups) => node.groups.push(...groups))
    return node
  }

  call(group: number): Node {
    this.requireGroup(group)
    return { kind: "call", group }
  }

  callByName(name: string): Node {
    const node = { kind: "call" as const, group: 0 }
    this.resolve(name, (groups) => {
      node.group = groups[0]!
    })
    return node
  }

  resolve(name: string, use: (groups: number[]) => void): void {
    const { at } = this.source
    this.later(() => {
      const groups = this.names.get(name)
      if (groups === undefined) throw this.source.error(SYNTAX.noGroup, at)
      use(groups)
    })
  }

  finish(): void {
    for (const check of this.#later) check()
  }
}

function parseEscapeOf(letter: string, p: Parser): Node {
  const inner = new Parser(letter, p.options)
  const escape = parseEscape(inner, false)
  return "set" in escape ? { kind: "set", set: escape.set } : EMPTY
}

const NOT_NEWLINE: Record<Newline, CodeSet> = {
  LF: NOT_LINE_FEED,
  CR: complementOf([13, 13]),
  CRLF: ALL,
  ANYCRLF: complementOf([10, 10, 13, 13]),
  ANY: complementOf([10, 13, 0x85, 0x85, 0x2028, 0x2029]),
  NUL: complementOf([0, 0]),
}

/** Not the CR of a CRLF. */
const NOT_CRLF: Node = {
  kind: "sequence",
  items: [
    {
      kind: "look",
      isBehind: false,
      isNegative: true,
      isAtomic: true,
      body: {
        kind: "sequence",
        items: [
          { kind: "code", code: 13 },
          { kind: "code", code: 10 },
        ],
      },
      at: 0,
    },
    { kind: "set", set: ALL },
  ],
}

const endsLine = (newline: Newline, code: number): boolean => {
  const set = NOT_NEWLINE[newline]
  for (let i = 0; i < set.length; i += 2) if (code >= set[i]! && code <= set[i + 1]!) return false
  return true
}

const isBlank = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0x85 ||
  code === 0x200e ||
  code === 0x200f ||
  code === 0x2028 ||
  code === 0x2029

/** Parses a pattern; raises PatternError. */
export function parsePattern(text: string, options: Options): Pattern {
  const start = parseStart(text, options)
  const p = new Parser(text, start.options)
  p.source.at = start.length
  p.newline = start.newline
  const body = p.alternatives()
  if (p.source.peek() >= 0) throw p.source.error(SYNTAX.closedGroup)
  p.finish()
  return {
    body,
    groupCount: p.groupCount,
    names: new Map([...p.names].sort((a, b) => a[1][0]! - b[1][0]!)),
    newline: start.newline,
    keepsCrlf: (start.newline === "CRLF" || start.newline.startsWith("ANY")) && !p.hasLineEnd,
    isBsrAnyCrlf: start.isBsrAnyCrlf,
    isUtf: start.options.utf,
    isUnicodeCase: start.options.utf || start.options.ucp,
    isAnchored: options.anchored,
    isNotEmpty: start.isNotEmpty,
    isNotEmptyAtStart: start.isNotEmptyAtStart,
    limit: start.limit,
  }
}
