/**
 * Hot patterns as JavaScript: a search function is written for the pattern's items and compiled with
 * `new Function`. Each repeated item becomes a loop around the rest of the match, so that backtracking
 * is `continue`; the loop is left out where taking back characters cannot help.
 *
 *   %d+=   S: for (let p0 = from; p0 <= n; p0++) {
 *            let p1 = p0
 *            while (p1 < n && t0[s.charCodeAt(p1)] === 1) p1++
 *            if (p1 === p0) continue S
 *            if (p1 >= n || s.charCodeAt(p1) !== 61) continue S
 *            …
 */
import type { LuaValue } from "../value/value.ts"
import { charSet, type CharSet } from "./char_class.ts"
import {
  ANY,
  BACK_REFERENCE,
  BALANCE,
  CHAR,
  CLOSE,
  END,
  FAULT,
  FRONTIER,
  GREEDY_ONE,
  LAZY,
  ONCE,
  OPEN,
  OPEN_CAPTURE,
  OPTIONAL,
  POSITION,
  POSITION_CAPTURE,
  SET,
  type Item,
  type ItemList,
} from "./pattern_item.ts"
import { backReferenceEnd, balanceEnd, captureEnd, captureStart, found } from "./pattern_match.ts"

export interface CompiledPattern {
  /** Looks for the first match at or after `from`, as searchItems does. */
  search: (subject: string, from: number) => boolean
  /** The captures of the last match, or the whole match: one value bare, several as an array. */
  captures: (subject: string) => LuaValue | LuaValue[]
}

/** Patterns with more items are left to the matcher: so they never nest too deep to raise an error. */
const MAX_ITEMS = 60

/** Compiles a pattern; null for one that is too long or in any way malformed. */
export function compileItems(list: ItemList): CompiledPattern | null {
  if (list.captures.includes(OPEN_CAPTURE)) return null
  const items: Item[] = []
  for (let item = list.first; item !== null; item = item.next) {
    if (item.op === FAULT || items.length >= MAX_ITEMS) return null
    items.push(item)
  }
  const writer = new SearchWriter(list.captures.length)
  writer.search(items, list.isAnchored)
  const text = `return {
search(s, from) {
${writer.lines.join("\n")}
},
captures(s) {
return ${capturesText(list.captures)}
}}`
  const names = writer.sets.map((_, i) => `t${i}`)
  const make = new Function("found", "starts", "ends", "balanceEnd", "backReferenceEnd", ...names, text)
  return make(found, captureStart, captureEnd, balanceEnd, backReferenceEnd, ...writer.sets)
}

function capturesText(kinds: number[]): string {
  if (kinds.length === 0) return "s.slice(found.start, found.end)"
  const values = kinds.map((kind, i) =>
    kind === POSITION_CAPTURE ? `starts[${i}] + 1` : `s.slice(starts[${i}], ends[${i}])`,
  )
  return values.length === 1 ? values[0]! : `[${values.join(", ")}]`
}

class SearchWriter {
  readonly lines: string[] = []
  readonly sets: CharSet[] = []
  readonly #captures: number
  /** Label of the innermost loop that has another try left. */
  #retry = "S"
  #loops = 0
  #places = 0

  constructor(captures: number) {
    this.#captures = captures
  }

  search(items: Item[], isAnchored: boolean): void {
    this.lines.push("const n = s.length")
    for (let i = 0; i < this.#captures; i++) this.lines.push(`let s${i} = 0, e${i} = -1`)
    this.lines.push(`S: for (let p0 = from; p0 <= ${isAnchored ? "from" : "n"}; p0++) {`)
    if (!isAnchored) this.#skip(items[0])
    let place = "p0"
    for (let i = 0; i < items.length; i++) place = this.#item(items[i]!, items.slice(i + 1), place)
    for (let i = 0; i < this.#captures; i++) this.lines.push(`starts[${i}] = s${i}`, `ends[${i}] = e${i}`)
    this.lines.push("found.start = p0", `found.end = ${place}`, "return true")
    this.lines.push("}".repeat(this.#loops + 1), "return false")
  }

  /** Goes to the first place where the first item may match. */
  #skip(item: Item | undefined): void {
    if (item === undefined || (item.repeat !== ONCE && item.repeat !== GREEDY_ONE)) return
    if (item.op === CHAR) {
      const text = JSON.stringify(String.fromCharCode(item.value))
      this.lines.push(`p0 = s.indexOf(${text}, p0)`, "if (p0 < 0) return false")
    } else if (item.op === SET) {
      this.lines.push(`while (p0 < n && !(${this.#test(item, "p0")})) p0++`, "if (p0 >= n) return false")
    }
  }

  /** Writes the match of one item at `place`; returns the variable for the place behind it. */
  #item(item: Item, rest: Item[], place: string): string {
    if (item.op <= SET)
      return item.repeat === ONCE ? this.#once(item, place) : this.#repeated(item, rest, place)
    const next = `p${this.#places + 1}`
    switch (item.op) {
      case OPEN:
        this.lines.push(`s${item.value} = ${place}`)
        return place
      case POSITION:
        this.lines.push(`s${item.value} = ${place}`)
        return place
      case CLOSE:
        this.lines.push(`e${item.value} = ${place}`)
        return place
      case END:
        this.#require(`${place} === n`)
        return place
      case FRONTIER:
        this.#frontier(item, place)
        return place
      case BALANCE:
        this.lines.push(`const ${next} = balanceEnd(s, ${place}, ${item.value}, ${item.closing})`)
        break
      case BACK_REFERENCE:
        this.lines.push(`const ${next} = backReferenceEnd(s, ${place}, s${item.value}, e${item.value})`)
        break
    }
    this.#places++
    this.#require(`${next} >= 0`)
    return next
  }

  #require(condition: string): void {
    this.lines.push(`if (!(${condition})) continue ${this.#retry}`)
  }

  #once(item: Item, place: string): string {
    const next = `p${++this.#places}`
    this.#require(item.op === ANY ? `${place} < n` : `${place} < n && ${this.#test(item, place)}`)
    this.lines.push(`const ${next} = ${place} + 1`)
    return next
  }

  #repeated(item: Item, rest: Item[], place: string): string {
    const next = `p${++this.#places}`
    const matches = item.op === ANY ? `${next} < n` : `${next} < n && ${this.#test(item, next)}`
    if (item.repeat === LAZY) {
      // Another try takes one character more, as long as it matches.
      this.#openLoop(`let ${next} = ${place}; ${next} <= n; ${next} = ${matches} ? ${next} + 1 : n + 1`)
      return next
    }
    const most = `m${this.#places}`
    const least = item.repeat === GREEDY_ONE ? `${place} + 1` : place
    this.lines.push(`let ${most} = ${place}`)
    const test = matches.replaceAll(next, most)
    if (item.repeat === OPTIONAL) this.lines.push(`if (${test}) ${most}++`)
    else if (item.op === ANY) this.lines.push(`${most} = n`)
    else this.lines.push(`while (${test}) ${most}++`)
    if (!canGiveBack(item, rest)) {
      if (item.repeat === GREEDY_ONE) this.#require(`${most} > ${place}`)
      return most
    }
    this.#openLoop(`let ${next} = ${most}; ${next} >= ${least}; ${next}--`)
    return next
  }

  #openLoop(head: string): void {
    this.#retry = `L${++this.#loops}`
    this.lines.push(`${this.#retry}: for (${head}) {`)
  }

  #frontier(item: Item, place: string): void {
    const set = this.#set(item.set)
    const before = `(${place} === 0 ? 0 : s.charCodeAt(${place} - 1))`
    this.#require(`${set}[${before}] === 0 && ${set}[${place} < n ? s.charCodeAt(${place}) : 0] === 1`)
  }

  /** Does the character at a place within the subject match the item? */
  #test(item: Item, place: string): string {
    if (item.op === ANY) return "true"
    if (item.op === CHAR) return `s.charCodeAt(${place}) === ${item.value}`
    return `${this.#set(item.set)}[s.charCodeAt(${place})] === 1`
  }

  #set(set: CharSet): string {
    let at = this.sets.indexOf(set)
    if (at < 0) at = this.sets.push(set) - 1
    return `t${at}`
  }
}

/**
 * Can what follows a greedy repetition match where a character of it was given back? Not if it must begin
 * with a character that the item does not match, or at the end of the subject.
 */
function canGiveBack(item: Item, rest: Item[]): boolean {
  for (const next of rest) {
    if (next.op === OPEN || next.op === CLOSE || next.op === POSITION) continue
    if (next.op === END) return false
    if (next.op > SET || overlaps(item, next)) return true
    if (next.repeat === ONCE || next.repeat === GREEDY_ONE) return false
  }
  // What can be empty matches behind the longest repetition already.
  return false
}

function overlaps(a: Item, b: Item): boolean {
  const left = membersOf(a)
  const right = membersOf(b)
  return left.some((flag, c) => flag === 1 && right[c] === 1)
}

function membersOf(item: Item): CharSet {
  if (item.op === SET) return item.set
  return charSet((c) => item.op === ANY || c === item.value)
}
