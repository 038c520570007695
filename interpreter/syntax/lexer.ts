/**
 * The lexer of Lua 5.4 over a byte string: the authority on where tokens begin and end, on lines and
 * on the values of literals. It reads the whole chunk at once; since the reference implementation
 * reads as it parses, a lexical error becomes an ERROR token, which the checker raises if it gets there.
 */
import type { LuaNumber } from "../value/number.ts"
import { numerals } from "./late_numeral.ts"
import { HASH_SEED, NameTable, hashStep } from "./name_table.ts"
import { ScanError, isDigit, isHexDigit, isLetter, isNewline, skipNewline } from "./scan.ts"
import { bracketLevel, scanLongBracket, scanShortString } from "./string_literal.ts"
import * as T from "./token.ts"

export function tokenize(source: string): T.Tokens {
  return new Lexer(source).read(Infinity)
}

/** The tokens of a large source, `most` at a time: each call replaces them by the next ones, up to EOF or ERROR. */
export function tokenizeByParts(source: string, most: number): () => T.Tokens {
  const lexer = new Lexer(source, most + 1)
  return () => {
    lexer.tokens.clear()
    return lexer.read(most)
  }
}

class Lexer {
  readonly source: string
  at = 0
  line = 1
  value = ""
  readonly tokens: T.Tokens
  readonly #names: NameTable

  constructor(source: string, room?: number) {
    this.source = source
    this.tokens = new T.Tokens(source, room)
    this.#names = new NameTable(source, this.tokens.names)
  }

  /** The next tokens, at most `limit` and the end. */
  read(limit: number): T.Tokens {
    try {
      this.#scan(limit)
      if (this.at >= this.source.length) this.tokens.push(T.EOF, this.at, this.at, this.line, 0)
    } catch (error) {
      if (!(error instanceof ScanError)) throw error
      this.tokens.error = { message: error.message, line: error.line }
      this.tokens.push(T.ERROR, this.at, this.at, error.line, 0)
    }
    return this.tokens
  }

  #scan(limit: number): void {
    const source = this.source
    const length = source.length
    while (this.at < length && this.tokens.count < limit) {
      const code = source.charCodeAt(this.at)
      if (code === 32 || code === 9 || code === 11 || code === 12) this.at++
      else if (isLetter(code)) this.#scanName()
      else if (isNewline(code)) {
        this.at = skipNewline(source, this.at)
        this.line++
      } else if (isDigit(code)) this.#scanDigits()
      else this.#scanSymbol(code)
    }
  }

  #scanName(): void {
    const source = this.source
    const start = this.at
    let at = start
    let hash = HASH_SEED
    let code = source.charCodeAt(at)
    do {
      hash = hashStep(hash, code)
      code = source.charCodeAt(++at)
    } while (isLetter(code) || isDigit(code))
    this.at = at
    const id = this.#names.intern(start, at, hash)
    const kind = id < T.RESERVED_COUNT ? T.FIRST_KIND + id : T.NAME
    this.tokens.push(kind, start, at, this.line, id)
  }

  /** A short decimal integer, the common numeral, or any other. */
  #scanDigits(): void {
    const start = this.at
    let at = start
    let value = 0
    let code = this.source.charCodeAt(at)
    do {
      value = value * 10 + code - 48
      code = this.source.charCodeAt(++at)
    } while (isDigit(code))
    if (at - start > 15 || isLetter(code) || code === 46) return this.#scanNumeral(start)
    this.at = at
    this.#number(start, value)
  }

  #number(start: number, value: LuaNumber): void {
    this.tokens.push(T.NUMBER, start, this.at, this.line, this.tokens.numbers.push(value) - 1)
  }

  /** Takes whatever looks like a numeral, with one letter that touches it; parseNumeral decides. */
  #scanNumeral(start: number): void {
    const source = this.source
    let at = start
    const hex = source.charCodeAt(at) === 48 && (source.charCodeAt(at + 1) | 32) === 120
    if (hex) at += 2
    const exponent = hex ? 112 : 101
    for (;;) {
      const code = source.charCodeAt(at)
      if ((code | 32) === exponent) {
        const sign = source.charCodeAt(++at)
        if (sign === 43 || sign === 45) at++
      } else if (isHexDigit(code) || code === 46) at++
      else break
    }
    if (isLetter(source.charCodeAt(at))) at++
    const text = source.slice(start, at)
    const value = numerals().parseNumeral(text)
    if (value === undefined) throw new ScanError(`malformed number near '${text}'`, this.line)
    this.at = at
    this.#number(start, value)
  }

  #scanSymbol(code: number): void {
    const next = this.source.charCodeAt(this.at + 1)
    switch (code) {
      case 45:
        return next === 45 ? this.#skipComment() : this.#symbol(code, 1)
      case 34:
      case 39:
        return this.#scanQuoted()
      case 91:
        return this.#scanBracket()
      case 46:
        return this.#scanDot(next)
      case 61:
        return next === 61 ? this.#symbol(T.EQ, 2) : this.#symbol(code, 1)
      case 60:
        if (next === 60) return this.#symbol(T.SHL, 2)
        return next === 61 ? this.#symbol(T.LE, 2) : this.#symbol(code, 1)
      case 62:
        if (next === 62) return this.#symbol(T.SHR, 2)
        return next === 61 ? this.#symbol(T.GE, 2) : this.#symbol(code, 1)
      case 47:
        return next === 47 ? this.#symbol(T.IDIV, 2) : this.#symbol(code, 1)
      case 126:
        return next === 61 ? this.#symbol(T.NE, 2) : this.#symbol(code, 1)
      case 58:
        return next === 58 ? this.#symbol(T.DOUBLE_COLON, 2) : this.#symbol(code, 1)
      default:
        return this.#symbol(code, 1)
    }
  }

  #symbol(kind: number, length: number): void {
    this.tokens.push(kind, this.at, this.at + length, this.line, 0)
    this.at += length
  }

  #scanDot(next: number): void {
    if (isDigit(next)) return this.#scanNumeral(this.at)
    if (next !== 46) return this.#symbol(T.DOT, 1)
    if (this.source.charCodeAt(this.at + 2) === 46) return this.#symbol(T.DOTS, 3)
    return this.#symbol(T.CONCAT, 2)
  }

  #scanBracket(): void {
    const level = bracketLevel(this.source, this.at)
    if (level === -1) return this.#symbol(T.BRACKET_OPEN, 1)
    if (level === -2) {
      const text = /^\[=+/.exec(this.source.slice(this.at))![0]
      throw new ScanError(`invalid long string delimiter near '${text}'`, this.line)
    }
    const start = this.at
    scanLongBracket(this, start, level, "string")
    this.#string(start)
  }

  #scanQuoted(): void {
    const start = this.at
    scanShortString(this, start)
    this.#string(start)
  }

  /** The literal from `start` to here, whose value was just read. */
  #string(start: number): void {
    this.tokens.push(T.STRING, start, this.at, this.line, this.tokens.strings.push(this.value) - 1)
  }

  #skipComment(): void {
    const open = this.at + 2
    if (this.source.charCodeAt(open) === 91) {
      const level = bracketLevel(this.source, open)
      if (level >= 0) return scanLongBracket(this, open, level, "comment")
    }
    let at = open
    while (at < this.source.length && !isNewline(this.source.charCodeAt(at))) at++
    this.at = at
  }
}
