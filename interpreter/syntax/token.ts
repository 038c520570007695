/**
 * Tokens as a struct of arrays. A token of one character has that character's code as its kind (even
 * when Lua has no such token: the checker reports it); the others are numbered from 256 in the order
 * of luaX_tokens.
 */
import type { LuaNumber } from "../value/number.ts"

/** In the order of their kinds, from 256. */
const WORDS =
  "and break do else elseif end false for function goto if in local nil not or repeat return then true " +
  "until while // .. ... == >= <= ~= << >> :: <eof> <number> <name> <string>"
export const TOKEN_TEXTS: readonly string[] = WORDS.split(" ")
export const RESERVED_COUNT = 22

export const FIRST_KIND = 256
export const AND = 256
export const BREAK = 257
export const DO = 258
export const ELSE = 259
export const ELSEIF = 260
export const END = 261
export const FALSE = 262
export const FOR = 263
export const FUNCTION = 264
export const GOTO = 265
export const IF = 266
export const IN = 267
export const LOCAL = 268
export const NIL = 269
export const NOT = 270
export const OR = 271
export const REPEAT = 272
export const RETURN = 273
export const THEN = 274
export const TRUE = 275
export const UNTIL = 276
export const WHILE = 277
export const IDIV = 278
export const CONCAT = 279
export const DOTS = 280
export const EQ = 281
export const GE = 282
export const LE = 283
export const NE = 284
export const SHL = 285
export const SHR = 286
export const DOUBLE_COLON = 287
export const EOF = 288
export const NUMBER = 289
export const NAME = 290
export const STRING = 291
/** The lexer stopped here; `Tokens.error` says why. */
export const ERROR = 292
/** Part of an attribute: the tree is built without it. */
export const BLANK = 293

export const PAREN_OPEN = 40
export const PAREN_CLOSE = 41
export const COMMA = 44
export const MINUS = 45
export const DOT = 46
export const COLON = 58
export const SEMICOLON = 59
export const LESS = 60
export const ASSIGN = 61
export const GREATER = 62
export const BRACKET_OPEN = 91
export const BRACKET_CLOSE = 93
export const BRACE_OPEN = 123
export const BRACE_CLOSE = 125

/** What lies behind an ERROR token: text without position, and the line it was found on. */
export interface LexicalError {
  message: string
  line: number
}

export class Tokens {
  readonly source: string
  count = 0
  kind: Uint16Array
  start: Int32Array
  end: Int32Array
  /** The line on which the token ends. */
  line: Int32Array
  /** NAME: index in `names`; NUMBER, STRING: index in `numbers`, `strings`. */
  value: Int32Array
  /** The reserved words come first; every name once. */
  readonly names: string[] = TOKEN_TEXTS.slice(0, RESERVED_COUNT)
  readonly numbers: LuaNumber[] = []
  readonly strings: string[] = []
  error: LexicalError | null = null

  /** room: for how many tokens, if not for those of the whole source. What is not used of large arrays takes no memory. */
  constructor(source: string, room = (source.length >> 1) + 16) {
    this.source = source
    this.kind = new Uint16Array(room)
    this.start = new Int32Array(room)
    this.end = new Int32Array(room)
    this.line = new Int32Array(room)
    this.value = new Int32Array(room)
  }

  /** Forgets all tokens; names keep their numbers. */
  clear(): void {
    this.count = this.numbers.length = this.strings.length = 0
  }

  push(kind: number, start: number, end: number, line: number, value: number): void {
    const at = this.count++
    if (at === this.kind.length) this.#resize(at * 2)
    this.kind[at] = kind
    this.start[at] = start
    this.end[at] = end
    this.line[at] = line
    this.value[at] = value
  }

  #resize(size: number): void {
    this.kind = copyInto(new Uint16Array(size), this.kind)
    this.start = copyInto(new Int32Array(size), this.start)
    this.end = copyInto(new Int32Array(size), this.end)
    this.line = copyInto(new Int32Array(size), this.line)
    this.value = copyInto(new Int32Array(size), this.value)
  }
}

function copyInto<T extends Uint16Array | Int32Array>(to: T, from: T): T {
  to.set(from)
  return to
}
