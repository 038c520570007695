/**
 * A Lua pattern (§6.4.1) read into a list of items. A pattern has no alternatives, so which capture a
 * `)` closes or a `%1` means is known here. What is malformed becomes an item that raises when the
 * matcher gets there, and not before: `string.find("a", "b[")` is nil.
 */
import { charSet, classSet, isDigit, type CharSet } from "./char_class.ts"

/** What an item does. Those up to SET_LAZY test one character; the rest are not repeated. */
export const CHAR = 0
export const ANY = 1
export const SET = 2
export const OPEN = 3
export const POSITION = 4
export const CLOSE = 5
export const END = 6
export const BALANCE = 7
export const FRONTIER = 8
export const BACK_REFERENCE = 9
export const FAULT = 10

/** How often a character test is repeated. */
export const ONCE = 0
export const OPTIONAL = 1
export const GREEDY = 2
export const GREEDY_ONE = 3
export const LAZY = 4

export interface Item {
  op: number
  repeat: number
  /** CHAR: the character; BALANCE: the opening one; OPEN, POSITION, CLOSE, BACK_REFERENCE: the capture. */
  value: number
  /** BALANCE: the closing character. */
  closing: number
  /** SET, FRONTIER: the characters that match. */
  set: CharSet
  /** FAULT: the error message. */
  message: string
  next: Item | null
}

/** What a capture yields once the whole pattern has matched. */
export const TEXT_CAPTURE = 0
export const POSITION_CAPTURE = 1
export const OPEN_CAPTURE = 2

export interface ItemList {
  first: Item | null
  isAnchored: boolean
  /** Kind of each capture. */
  captures: number[]
}

/** LUA_MAXCAPTURES */
const MAX_CAPTURES = 32
const NO_SET: CharSet = new Uint8Array(0)

const PERCENT = 37
const BRACKET = 91
const CARET = 94

/** Reads a pattern; mayAnchor: a leading ^ is the anchor (it is not in gmatch). */
export function readPattern(pattern: string, mayAnchor: boolean): ItemList {
  return new PatternReader(pattern).read(mayAnchor)
}

class PatternReader {
  readonly text: string
  readonly captures: number[] = []
  at = 0
  constructor(text: string) {
    this.text = text
  }

  read(mayAnchor: boolean): ItemList {
    const isAnchored = mayAnchor && this.text.charCodeAt(0) === CARET
    if (isAnchored) this.at = 1
    let first: Item | null = null
    let last: Item | null = null
    while (this.at < this.text.length) {
      const item = this.item()
      if (last === null) first = item
      else last.next = item
      last = item
      if (item.op === FAULT) break
    }
    return { first, isAnchored, captures: this.captures }
  }

  /** Code of the character at an offset from here; 0 behind the end, as in C. */
  peek(offset: number): number {
    const at = this.at + offset
    return at < this.text.length ? this.text.charCodeAt(at) : 0
  }

  item(): Item {
    switch (this.text[this.at]) {
      case "(":
        return this.open()
      case ")":
        return this.close()
      case "$":
        if (this.at + 1 !== this.text.length) return this.single()
        this.at++
        return makeItem(END)
      case "%":
        return this.escape()
      default:
        return this.single()
    }
  }

  open(): Item {
    const isPosition = this.text[this.at + 1] === ")"
    this.at += isPosition ? 2 : 1
    if (this.captures.length >= MAX_CAPTURES) return fault("too many captures")
    const index = this.captures.push(isPosition ? POSITION_CAPTURE : OPEN_CAPTURE) - 1
    return makeItem(isPosition ? POSITION : OPEN, index)
  }

  close(): Item {
    this.at++
    const index = this.captures.lastIndexOf(OPEN_CAPTURE)
    if (index < 0) return fault("invalid pattern capture")
    this.captures[index] = TEXT_CAPTURE
    return makeItem(CLOSE, index)
  }

  escape(): Item {
    const c = this.peek(1)
    if (c === 98) return this.balance()
    if (c === 102) return this.frontier()
    if (isDigit(c)) return this.backReference(c - 49)
    return this.single()
  }

  balance(): Item {
    this.at += 4
    if (this.at > this.text.length) return fault("malformed pattern (missing arguments to '%b')")
    const item = makeItem(BALANCE, this.text.charCodeAt(this.at - 2))
    item.closing = this.text.charCodeAt(this.at - 1)
    return item
  }

  frontier(): Item {
    this.at += 2
    if (this.peek(0) !== BRACKET) return fault("missing '[' after '%f' in pattern")
    const end = this.setEnd()
    if (end < 0) return fault("malformed pattern (missing ']')")
    const item = makeItem(FRONTIER)
    item.set = this.readSet(end)
    return item
  }

  backReference(index: number): Item {
    this.at += 2
    const kind = this.captures[index]
    if (kind === undefined || kind === OPEN_CAPTURE) return fault(`invalid capture index %${index + 1}`)
    return makeItem(BACK_REFERENCE, index)
  }

  /** A character class and its repetition. */
  single(): Item {
    const c = this.peek(0)
    let item: Item
    if (c === PERCENT) {
      if (this.at + 1 >= this.text.length) return fault("malformed pattern (ends with '%')")
      item = setItem(this.peek(1))
      this.at += 2
    } else if (c === BRACKET) {
      const end = this.setEnd()
      if (end < 0) return fault("malformed pattern (missing ']')")
      item = makeItem(SET)
      item.set = this.readSet(end)
    } else {
      item = c === 46 ? makeItem(ANY) : makeItem(CHAR, c)
      this.at++
    }
    const repeat = this.at < this.text.length ? "?*+-".indexOf(this.text[this.at]!) + 1 : ONCE
    if (repeat !== ONCE) this.at++
    item.repeat = repeat
    return item
  }

  /** Place of the `]` that closes the set starting here, -1 if there is none. */
  setEnd(): number {
    const { text } = this
    let at = this.at + 1
    if (text.charCodeAt(at) === CARET) at++
    do {
      if (at >= text.length) return -1
      if (text.charCodeAt(at++) === PERCENT) at++
    } while (text[at] !== "]")
    return at
  }

  /** Reads the set from here to its `]` at `end`, and goes behind it. */
  readSet(end: number): CharSet {
    const { text } = this
    let at = this.at + 1
    const isNegated = text.charCodeAt(at) === CARET
    if (isNegated) at++
    const set = new Uint8Array(256)
    while (at < end) {
      const c = text.charCodeAt(at)
      if (c === PERCENT) {
        addClass(set, text.charCodeAt(at + 1))
        at += 2
      } else if (text[at + 1] === "-" && at + 2 < end) {
        const high = text.charCodeAt(at + 2)
        for (let code = c; code <= high; code++) set[code] = 1
        at += 3
      } else {
        set[c] = 1
        at++
      }
    }
    this.at = end + 1
    return isNegated ? charSet((c) => set[c] === 0) : set
  }
}

function addClass(set: CharSet, letter: number): void {
  const members = classSet(letter)
  if (members === null) set[letter] = 1
  else for (let c = 0; c < 256; c++) set[c]! |= members[c]!
}

/** The item of `%letter`. */
function setItem(letter: number): Item {
  const set = classSet(letter)
  if (set === null) return makeItem(CHAR, letter)
  const item = makeItem(SET)
  item.set = set
  return item
}

function makeItem(op: number, value = 0): Item {
  return { op, repeat: ONCE, value, closing: 0, set: NO_SET, message: "", next: null }
}

function fault(message: string): Item {
  const item = makeItem(FAULT)
  item.message = message
  return item
}
