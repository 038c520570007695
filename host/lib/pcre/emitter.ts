/** From the tree of a pattern to a program of the backtracking machine. */
import { type CodeSet, onlyMember, WORD } from "./code_set.ts"
import { Measure, MAX_LOOKBEHIND } from "./lookbehind.ts"
import { MESSAGE, SYNTAX } from "./messages.ts"
import type { Condition, Group, Look, Node, Pattern, Place, Repeat } from "./node.ts"
import { type ByteSet, byteSetOf, OP } from "./program.ts"
import { bytesOf, PatternError } from "./source.ts"
import { ucpWord } from "./unicode.ts"

/** "No limit" of repetitions. */
export const UNLIMITED = 0x7fffffff
const MAX_PROGRAM = 4_000_000

/** Operands of PLACE; the newline conventions other than LF are one code higher. */
export const PLACES: readonly Place[] = [
  "subjectStart",
  "subjectEnd",
  "matchStart",
  "wordBoundary",
  "noWordBoundary",
  "subjectEndOrNewline",
  "lineStart",
  "lineEnd",
]

/** Something that (*ACCEPT) leaves: a capturing group, or an assertion with the jumps to its end. */
type Enclosing = { group: number; register: number } | { jumps: number[] }

export class Emitter {
  readonly code: number[] = []
  readonly sets: ByteSet[] = []
  readonly strings: string[] = []
  readonly lists: number[][] = []
  readonly marks: string[] = []
  readonly pattern: Pattern
  readonly boundary: number
  registerCount: number
  readonly #setNumbers = new Map<string, number>()
  readonly #groups = new Map<number, Group>()
  readonly #called = new Set<number>()
  readonly #openRegisters = new Map<number, number>()
  readonly #entries = new Map<number, number>()
  readonly #calls: { at: number; group: number }[] = []
  readonly #enclosing: Enclosing[] = []
  #hasVerbs = false
  /** Register of the height of the innermost alternatives, for (*THEN). */
  #then = -1
  #measure: Measure

  constructor(pattern: Pattern) {
    this.pattern = pattern
    this.boundary = 2 * pattern.groupCount + 2
    this.registerCount = this.boundary + 2
    this.#survey(pattern.body)
    this.#groups.set(0, { kind: "group", number: 0, body: pattern.body })
    this.#measure = new Measure(this.#groups, pattern.isUtf)
  }

  /** Finds groups, calls and verbs. */
  #survey(node: Node): void {
    switch (node.kind) {
      case "group":
        if (node.number > 0 && !this.#groups.has(node.number)) this.#groups.set(node.number, node)
        this.#survey(node.body)
        return
      case "call":
        this.#called.add(node.group)
        return
      case "verb":
        this.#hasVerbs = true
        return
      case "sequence":
      case "alternatives":
        for (const item of node.items) this.#survey(item)
        return
      case "atomic":
      case "look":
      case "repeat":
        this.#survey(node.body)
        return
      case "condition":
        if (node.condition.kind === "assertion") this.#survey(node.condition.look)
        this.#survey(node.yes)
        this.#survey(node.no)
        return
    }
  }

  /** The whole program. */
  emitPattern(): void {
    this.node(this.pattern.body)
    if (this.#called.has(0)) this.#emit(OP.RETURN_IF, 0, 0)
    this.#emit(OP.MATCH)
    this.#entries.set(0, 0)
    for (const { at, group } of this.#calls) this.code[at] = this.#entries.get(group)!
  }

  #emit(...words: number[]): number {
    const at = this.code.length
    if (at > MAX_PROGRAM) throw new PatternError(SYNTAX.large)
    this.code.push(...words)
    return at
  }

  /** Fills in a jump's target: the place reached now. */
  #land(operand: number): void {
    this.code[operand] = this.code.length
  }

  #register(): number {
    return this.registerCount++
  }

  #setNumber(set: CodeSet): number {
    const key = set.join()
    let number = this.#setNumbers.get(key)
    if (number === undefined) {
      number = this.sets.push(byteSetOf(set, this.pattern.isUtf)) - 1
      this.#setNumbers.set(key, number)
    }
    return number
  }

  // -- nodes --------------------------------------------------------------------------------------

  node(node: Node): void {
    switch (node.kind) {
      case "empty":
        return
      case "code":
        this.#text(this.#bytes(node.code))
        return
      case "set":
        this.#set(node.set)
        return
      case "sequence":
        this.#sequence(node.items)
        return
      case "alternatives":
        this.#alternatives(node.items)
        return
      case "group":
        this.#group(node)
        return
      case "atomic":
        this.#atomic(() => this.node(node.body))
        return
      case "look":
        this.#look(node)
        return
      case "repeat":
        this.#repeat(node)
        return
      case "reference":
        this.#emit(OP.REFERENCE, this.lists.push(node.groups) - 1, node.isCaseless ? 1 : 0)
        return
      case "call":
        this.#calls.push({ at: this.#emit(OP.CALL, 0, node.group) + 1, group: node.group })
        return
      case "condition":
        this.#condition(node)
        return
      case "place":
        this.#emit(OP.PLACE, this.#place(node.place), this.#setNumber(node.isUcp ? ucpWord() : WORD))
        return
      case "keep":
        this.#emit(OP.SAVE, 0)
        return
      case "newline":
        this.#emit(OP.NEWLINE)
        return
      case "grapheme":
        this.#emit(OP.GRAPHEME)
        return
      case "byte":
        this.#emit(OP.ANY_BYTE)
        return
      case "verb":
        this.#verb(node)
        return
    }
  }

  #bytes(code: number): string {
    return this.pattern.isUtf ? bytesOf(code) : String.fromCharCode(code)
  }

  #text(bytes: string): void {
    if (bytes.length === 1) this.#emit(OP.BYTE, bytes.charCodeAt(0))
    else this.#emit(OP.STRING, this.strings.push(bytes) - 1)
  }

  #set(set: CodeSet): void {
    const only = onlyMember(set)
    if (set.length === 0) this.#emit(OP.FAIL)
    else if (only >= 0 && (this.pattern.isUtf || only < 256)) this.#text(this.#bytes(only))
    else this.#emit(OP.SET, this.#setNumber(set))
  }

  #place(place: Place): number {
    const index = PLACES.indexOf(place)
    return index >= PLACES.indexOf("subjectEndOrNewline") && this.pattern.newline !== "LF" ? index + 3 : index
  }

  #sequence(items: Node[]): void {
    let text = ""
    for (const item of items) {
      if (item.kind === "code") {
        text += this.#bytes(item.code)
        continue
      }
      if (text !== "") this.#text(text)
      text = ""
      this.node(item)
    }
    if (text !== "") this.#text(text)
  }

  #alternatives(items: Node[]): void {
    const outer = this.#then
    if (this.#hasVerbs) this.#then = this.#register()
    const ends: number[] = []
    items.forEach((item, i) => {
      const isLast = i === items.length - 1
      const choice = isLast ? -1 : this.#emit(OP.CHOICE, 0) + 1
      if (this.#hasVerbs) this.#emit(OP.HEIGHT, this.#then)
      this.node(item)
      if (isLast) return
      ends.push(this.#emit(OP.JUMP, 0) + 1)
      this.#land(choice)
    })
    for (const end of ends) this.#land(end)
    this.#then = outer
  }

  #group(node: Group): void {
    const { number } = node
    if (number === 0) {
      this.node(node.body)
      return
    }
    if (!this.#entries.has(number)) this.#entries.set(number, this.code.length)
    let register = this.#openRegisters.get(number)
    if (register === undefined) this.#openRegisters.set(number, (register = this.#register()))
    this.#emit(OP.SAVE, register)
    this.#enclosing.push({ group: number, register })
    this.node(node.body)
    this.#enclosing.pop()
    this.#closeGroup(number, register)
  }

  #closeGroup(number: number, register: number, isAccepted = false): void {
    this.#emit(OP.CLOSE, number, register)
    if (this.#called.has(number)) this.#emit(OP.RETURN_IF, number, isAccepted ? 1 : 0)
  }

  #atomic(body: () => void): void {
    const register = this.#register()
    this.#emit(OP.ATOMIC_BEGIN, register)
    body()
    this.#emit(OP.ATOMIC_END, register)
  }

  // -- repetition ---------------------------------------------------------------------------------

  #repeat(node: Repeat): void {
    const { body, min, max, mode } = node
    if (max === 0) {
      this.#skipped(body)
      return
    }
    const set = this.#singleSet(body)
    if (set !== undefined) {
      const op = mode === "greedy" ? OP.GREEDY : mode === "lazy" ? OP.LAZY : OP.POSSESSIVE
      if (min === 1 && max === 1) this.node(body)
      else this.#emit(op, this.#setNumber(set), min, max === Infinity ? UNLIMITED : max)
    } else if (mode === "possessive") this.#atomic(() => this.#repeat({ ...node, mode: "greedy" }))
    else if (min === 1 && max === 1) this.node(body)
    else if (min === 0 && max === 1) this.#optional(body, mode === "lazy")
    else if (min <= 1 && max === Infinity) this.#unlimited(body, min, mode === "lazy")
    else this.#counted(node)
  }

  /** X{0}: not matched here, but its groups can be called. */
  #skipped(body: Node): void {
    const jump = this.#emit(OP.JUMP, 0) + 1
    this.node(body)
    this.#land(jump)
  }

  /** The set of what always matches one character. */
  #singleSet(node: Node): CodeSet | undefined {
    if (node.kind === "set") return node.set
    return node.kind === "code" ? [node.code, node.code] : undefined
  }

  #canBeEmpty(body: Node): boolean {
    return this.#measure.span(body).min === 0
  }

  #optional(body: Node, isLazy: boolean): void {
    const choice = this.#emit(OP.CHOICE, 0) + 1
    const end = isLazy ? this.#emit(OP.JUMP, 0) + 1 : choice
    if (isLazy) this.#land(choice)
    this.node(body)
    this.#land(end)
  }

  /** X* and X+. */
  #unlimited(body: Node, min: number, isLazy: boolean): void {
    const start = this.code.length
    const exits: number[] = []
    if (min === 0) {
      const choice = this.#emit(OP.CHOICE, 0) + 1
      if (isLazy) {
        exits.push(this.#emit(OP.JUMP, 0) + 1)
        this.#land(choice)
      } else exits.push(choice)
    }
    this.#guarded(body, exits)
    if (min === 0) this.#emit(OP.JUMP, start)
    else if (isLazy) this.#emit(OP.CHOICE, start)
    else {
      exits.push(this.#emit(OP.CHOICE, 0) + 1)
      this.#emit(OP.JUMP, start)
    }
    for (const exit of exits) this.#land(exit)
  }

  /** A loop's body, which ends the loop when it has matched nothing. */
  #guarded(body: Node, exits: number[]): void {
    if (!this.#canBeEmpty(body)) {
      this.node(body)
      return
    }
    const register = this.#register()
    this.#emit(OP.SAVE, register)
    this.node(body)
    exits.push(this.#emit(OP.NOT_EMPTY, register, 0) + 2)
  }

  #counted({ body, min, max, mode }: Repeat): void {
    const count = this.#register()
    const place = this.#register()
    const most = max === Infinity ? UNLIMITED : max
    this.#emit(OP.LOOP_START, count)
    const loop = this.#emit(OP.LOOP, count, min, most, mode === "lazy" ? 1 : 0, 0)
    this.#emit(OP.LOOP_ENTER, count, place)
    this.node(body)
    // As PCRE2 does, which copies the body: a round that matches nothing ends only loops without a limit.
    const next = this.#emit(OP.LOOP_NEXT, count, place, max === Infinity ? min : UNLIMITED, loop, 0)
    this.#land(loop + 5)
    this.#land(next + 5)
  }

  // -- assertions ---------------------------------------------------------------------------------

  #look(node: Look): void {
    if (!node.isNegative) {
      this.#positive(node)
      return
    }
    const register = this.#registers(2)
    const begin = this.#emit(OP.NEGATIVE_BEGIN, register, 0)
    this.#lookBody(node, register)
    this.#emit(OP.NEGATIVE_END, register)
    this.#land(begin + 2)
  }

  #positive(node: Look): void {
    const register = this.#registers(2)
    this.#emit(OP.LOOK_BEGIN, register)
    this.#lookBody(node, register, true)
    this.#emit(node.isAtomic ? OP.LOOK_END : OP.GO, register)
  }

  #registers(count: number): number {
    const first = this.registerCount
    this.registerCount += count
    return first
  }

  /** What an assertion asserts; (*ACCEPT) jumps to its end. */
  #lookBody(node: Look, register: number, isFree = false): void {
    const jumps: number[] = []
    // Out of a positive assertion that is not a condition all verbs but (*THEN) have their effect.
    const bounds = !this.#hasVerbs ? [] : isFree ? [this.boundary + 1] : [this.boundary, this.boundary + 1]
    const saved = bounds.map((bound) => ({ bound, register: this.#register() }))
    for (const { bound, register } of saved) this.#emit(OP.BOUNDARY_BEGIN, register, bound)
    this.#enclosing.push({ jumps })
    if (node.isBehind) this.#behind(node, register + 1)
    else this.node(node.body)
    this.#enclosing.pop()
    for (const jump of jumps) this.#land(jump)
    for (const { bound, register } of saved) this.#emit(OP.BOUNDARY_END, register, bound)
  }

  /** Each branch steps back by its own length and has to end where the assertion stands. */
  #behind(node: Look, place: number): void {
    const branches = node.body.kind === "alternatives" ? node.body.items : [node.body]
    const stepped = branches.map((branch) => ({ branch, span: this.#lookbehindSpan(branch, node.at) }))
    const outer = this.#then
    if (this.#hasVerbs && branches.length > 1) this.#then = this.#register()
    const ends: number[] = []
    stepped.forEach(({ branch, span }, i) => {
      const isLast = i === branches.length - 1
      const choice = isLast ? -1 : this.#emit(OP.CHOICE, 0) + 1
      if (this.#then !== outer) this.#emit(OP.HEIGHT, this.#then)
      if (span.min !== span.max) this.#emit(OP.BACK_RANGE, span.min, span.max)
      else if (span.min > 0) this.#emit(OP.BACK, span.min)
      this.node(branch)
      if (span.min !== span.max) this.#emit(OP.AT, place)
      if (isLast) return
      ends.push(this.#emit(OP.JUMP, 0) + 1)
      this.#land(choice)
    })
    for (const end of ends) this.#land(end)
    this.#then = outer
  }

  #lookbehindSpan(branch: Node, at: number): { min: number; max: number } {
    const span = this.#measure.span(branch)
    if (this.#measure.problem !== undefined) throw new PatternError(MESSAGE.syntax(this.#measure.problem, at))
    if (span.max === Infinity) throw new PatternError(MESSAGE.syntax(SYNTAX.lookbehind, at))
    if (span.max > (span.min === span.max ? 65535 : MAX_LOOKBEHIND))
      throw new PatternError(MESSAGE.syntax(SYNTAX.lookbehindLong, at))
    return span
  }

  // -- conditions ---------------------------------------------------------------------------------

  #condition(node: Node & { kind: "condition" }): void {
    const { condition } = node
    if (condition.kind === "constant") {
      // The other branch is kept for its groups, which can be called.
      const [taken, other] = condition.value ? [node.yes, node.no] : [node.no, node.yes]
      this.#skipped(other)
      this.node(taken)
      return
    }
    const otherwise = this.#test(condition)
    this.node(node.yes)
    const end = this.#emit(OP.JUMP, 0) + 1
    this.#land(otherwise)
    this.node(node.no)
    this.#land(end)
  }

  /** Emits the test; the operand to fill in with where "no" begins. */
  #test(condition: Exclude<Condition, { kind: "constant" }>): number {
    if (condition.kind === "assertion") return this.#testAssertion(condition.look)
    const op = condition.kind === "groups" ? OP.IF_GROUPS : OP.IF_RECURSION
    return this.#emit(op, this.lists.push(condition.groups) - 1, 0) + 2
  }

  #testAssertion(look: Look): number {
    const register = this.#registers(2)
    if (look.isNegative) {
      const begin = this.#emit(OP.NEGATIVE_BEGIN, register, 0)
      this.#lookBody(look, register)
      const otherwise = this.#emit(OP.NEGATIVE_ELSE, register, 0) + 2
      this.#land(begin + 2)
      return otherwise
    }
    // The choice of "no" lies above the height to which the assertion's end cuts back.
    this.#emit(OP.LOOK_BEGIN, register)
    const otherwise = this.#emit(OP.CHOICE, 0) + 1
    this.#lookBody(look, register)
    this.#emit(OP.LOOK_END, register)
    return otherwise
  }

  // -- verbs --------------------------------------------------------------------------------------

  #verb(node: Node & { kind: "verb" }): void {
    const mark = node.name === undefined ? -1 : this.marks.push(node.name) - 1
    switch (node.verb) {
      case "FAIL":
        this.#emit(OP.FAIL)
        return
      case "ACCEPT":
        this.#accept()
        return
      case "COMMIT":
        this.#emit(OP.COMMIT)
        return
      case "PRUNE":
        this.#emit(OP.PRUNE)
        return
      case "SKIP":
        this.#emit(OP.SKIP, mark)
        return
      case "THEN":
        this.#emit(OP.THEN, this.#then)
        return
      case "MARK":
        this.#emit(OP.MARK, mark)
    }
  }

  /** Closes the groups that are open, then ends the innermost of call, assertion and match. */
  #accept(): void {
    for (const each of this.#enclosing.toReversed()) {
      if ("jumps" in each) {
        each.jumps.push(this.#emit(OP.JUMP, 0) + 1)
        return
      }
      this.#closeGroup(each.group, each.register, true)
    }
    if (this.#called.has(0)) this.#emit(OP.RETURN_IF, 0, 1)
    this.#emit(OP.MATCH)
  }
}
