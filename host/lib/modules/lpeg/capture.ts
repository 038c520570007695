/** The values of captures, from the notes that a match has taken (lpcap.c's rules). */
import {
  all,
  callBack,
  indexOf,
  isNumber,
  LuaTable,
  type LuaValue,
  rawSet,
  setInt,
  toDisplay,
  typeName,
} from "../../../../interpreter/index.ts"
import { Malformed } from "./check.ts"
import type { Match, Note } from "./machine.ts"
import type { Capture } from "./tree.ts"

/** Most captures that a string capture can name: %0 to %9. */
const STRING_CAPTURES = 10

/** The values of the captures from a note on; of the last, if it is one that has not been asked for yet. */
export function evaluate(match: Match, from: number): LuaValue[] {
  return new Evaluation(match, from).nestedOf()
}

/** The values of all captures of a match. */
export function evaluateAll(match: Match): LuaValue[] {
  const evaluation = new Evaluation(match, 0)
  const values: LuaValue[] = []
  while (evaluation.hasMore) evaluation.push(values)
  return values
}

type Named = Extract<Capture, { name: LuaValue }>

class Evaluation {
  readonly #subject: string
  readonly #notes: Note[]
  readonly #args: LuaValue[]
  #at: number

  constructor({ subject, notes, args }: Match, from: number) {
    this.#subject = subject
    this.#notes = notes
    this.#args = args
    this.#at = from
  }

  get hasMore(): boolean {
    return this.#at < this.#notes.length
  }

  get #note(): Note {
    return this.#notes[this.#at]!
  }

  get #isAtClose(): boolean {
    return this.#note.capture.kind === "close"
  }

  /** The index behind a capture. */
  #behind(at: number): number {
    if (this.#notes[at]!.isPoint) return at + 1
    for (let depth = 0; ; at++) {
      const { capture, isPoint } = this.#notes[at]!
      if (capture.kind === "close") depth--
      else if (!isPoint) depth++
      if (depth === 0) return at + 1
    }
  }

  /** What a capture matched. */
  #matched(at: number): string {
    return this.#subject.slice(this.#notes[at]!.at, this.#notes[this.#behind(at) - 1]!.at)
  }

  /** The values of what is in this capture; if there are none, or always before them, what it matched. */
  nestedOf(withWhole = false): LuaValue[] {
    const whole = this.#at
    const values: LuaValue[] = []
    this.#at++
    while (!this.#isAtClose) this.push(values)
    this.#at++
    if (withWhole || values.length === 0) values.unshift(this.#matched(whole))
    return values
  }

  /** Adds the values of the next capture. */
  push(values: LuaValue[]): void {
    const { capture } = this.#note
    switch (capture.kind) {
      case "position":
        values.push(this.#note.at + 1)
        this.#at++
        return
      case "constant":
        values.push(...capture.values)
        this.#at++
        return
      case "argument":
        if (capture.index > this.#args.length)
          throw new Malformed(`reference to absent extra argument #${capture.index}`)
        values.push(this.#args[capture.index - 1])
        this.#at++
        return
      case "back":
        this.#pushBack(capture, values)
        return
      case "simple":
        values.push(...this.nestedOf(true))
        return
      case "group":
        if (capture.name !== undefined) this.#at = this.#behind(this.#at)
        else values.push(...this.nestedOf())
        return
      case "table":
        values.push(this.#table())
        return
      case "string":
      case "substitution":
        values.push(this.#text("capture"))
        return
      case "number":
        this.#pushNumbered(capture.index, values)
        return
      case "query": {
        const value = indexOf(capture.table, this.nestedOf()[0])
        if (value !== undefined) values.push(value)
        return
      }
      case "function":
        values.push(...all(callBack(capture.f, ...this.nestedOf())))
        return
      case "fold":
        values.push(this.#fold(capture.f))
        return
      case "accumulator":
        if (values.length === 0) throw new Malformed("no previous value for accumulator capture")
        values.push(all(callBack(capture.f, values.pop(), ...this.nestedOf()))[0])
        return
      case "close":
        throw new Error("a capture ends that has not begun")
    }
  }

  #pushNumbered(index: number, values: LuaValue[]): void {
    if (index === 0) {
      this.#at = this.#behind(this.#at)
      return
    }
    const nested = this.nestedOf()
    if (nested.length < index) throw new Malformed(`no capture '${index}'`)
    values.push(nested[index - 1])
  }

  #table(): LuaTable {
    const table = new LuaTable()
    const values: LuaValue[] = []
    this.#at++
    while (!this.#isAtClose) {
      const { capture } = this.#note
      if (capture.kind === "group" && capture.name !== undefined)
        rawSet(table, capture.name, this.nestedOf()[0])
      else this.push(values)
    }
    this.#at++
    for (const [i, value] of values.entries()) setInt(table, i + 1, value)
    return table
  }

  #fold(f: LuaValue): LuaValue {
    const values: LuaValue[] = []
    this.#at++
    if (!this.#isAtClose) this.push(values)
    if (values.length === 0) throw new Malformed("no initial value for fold capture")
    let result = values[0]
    while (!this.#isAtClose) {
      const next: LuaValue[] = []
      this.push(next)
      result = all(callBack(f, result, ...next))[0]
    }
    this.#at++
    return result
  }

  // -- back references ------------------------------------------------------------------------------

  #pushBack({ name }: Named, values: LuaValue[]): void {
    const here = this.#at
    const group = this.#findGroup(name, here)
    if (group === undefined) throw new Malformed(`back reference '${toDisplay(name)}' not found`)
    this.#at = group
    values.push(...this.nestedOf())
    this.#at = here + 1
  }

  /** The last complete group of this name before a note, and not inside another complete capture. */
  #findGroup(name: LuaValue, before: number): number | undefined {
    let depth = 0
    for (let at = before - 1; at >= 0; at--) {
      const { capture, isPoint } = this.#notes[at]!
      if (capture.kind === "close") depth++
      else if (isPoint) continue
      else if (depth > 0) {
        depth--
        if (depth === 0 && capture.kind === "group" && isSame(capture.name, name)) return at
      }
    }
    return undefined
  }

  // -- texts ----------------------------------------------------------------------------------------

  /** The next capture as text. */
  #text(what: string): string {
    const { capture } = this.#note
    if (capture.kind === "string") return this.#format(capture.format)
    if (capture.kind === "substitution") return this.#substitution()
    if (capture.kind === "accumulator") throw new Malformed("invalid context for an accumulator capture")
    const values: LuaValue[] = []
    this.push(values)
    return values.length === 0 ? "" : this.#asText(values[0], what)
  }

  #asText(value: LuaValue, what: string): string {
    if (typeof value === "string" || isNumber(value)) return toDisplay(value)
    throw new Malformed(`invalid ${what} value (a ${typeName(value)})`)
  }

  #substitution(): string {
    let { at } = this.#note
    let result = ""
    this.#at++
    while (!this.#isAtClose) {
      const start = this.#note.at
      const end = this.#notes[this.#behind(this.#at) - 1]!.at
      const values = this.#replacement()
      result += this.#subject.slice(at, start)
      if (values !== undefined) {
        result += values
        at = end
      } else at = start
    }
    result += this.#subject.slice(at, this.#note.at)
    this.#at++
    return result
  }

  /** The text for a capture in a substitution; undefined if it has no value. */
  #replacement(): string | undefined {
    const { kind } = this.#note.capture
    if (kind === "string" || kind === "substitution" || kind === "accumulator")
      return this.#text("replacement")
    const values: LuaValue[] = []
    this.push(values)
    return values.length === 0 ? undefined : this.#asText(values[0], "replacement")
  }

  #format(format: string): string {
    const captures = this.#stringCaptures()
    const end = this.#behind(this.#at)
    const result = format.replaceAll(/%(.?)/gs, (_, letter: string) => {
      if (letter < "0" || letter > "9") return letter
      const capture = captures[Number(letter)]
      if (capture === undefined) throw new Malformed(`invalid capture index (${letter})`)
      if (typeof capture === "string") return capture
      this.#at = capture
      const values: LuaValue[] = []
      const { kind } = this.#note.capture
      if (kind === "string" || kind === "substitution") return this.#text("capture")
      this.push(values)
      if (values.length === 0) throw new Malformed(`no values in capture index ${letter}`)
      return this.#asText(values[0], "capture")
    })
    this.#at = end
    return result
  }

  /** What %0 to %9 mean: texts of simple captures, nested ones too, and where the other captures are. */
  #stringCaptures(): (string | number)[] {
    const captures: (string | number)[] = [this.#matched(this.#at)]
    for (
      let at = this.#at + 1;
      this.#notes[at]!.capture.kind !== "close" && captures.length < STRING_CAPTURES;
    )
      at = this.#addStringCaptures(at, captures)
    return captures
  }

  #addStringCaptures(at: number, captures: (string | number)[]): number {
    if (this.#notes[at]!.capture.kind !== "simple") {
      if (captures.length < STRING_CAPTURES) captures.push(at)
      return this.#behind(at)
    }
    if (captures.length < STRING_CAPTURES) captures.push(this.#matched(at))
    let inner = at + 1
    while (this.#notes[inner]!.capture.kind !== "close") inner = this.#addStringCaptures(inner, captures)
    return inner + 1
  }
}

/** Equality of names as table keys. */
function isSame(a: LuaValue, b: LuaValue): boolean {
  return a === b || (isNumber(a) && isNumber(b) && toDisplay(a) === toDisplay(b))
}
