/**
 * Large data files, `return {…}` of tables and constants: their value is read from the tokens, without a tree, which
 * would take many times the memory of the value.
 */
import type { Unit } from "../abi.ts"
import { rawset } from "../runtime/access.ts"
import { keep } from "../runtime/keep.ts"
import { WALKER_MARK } from "../runtime/mark.ts"
import { unm } from "../runtime/operator.ts"
import { tokenizeByParts } from "../syntax/lexer.ts"
import * as T from "../syntax/token.ts"
import type { LuaTable } from "../value/table.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import { TableItems } from "./table_items.ts"

/** Thrown where a chunk turns out to be something else. */
const SOMETHING_ELSE = new Error("no data")

/** Tables that are nested deeper are left to the parser, which has limits to watch. */
const DEEPEST = 50

/** The value that a chunk of data returns; undefined if it is something else, or has errors. */
export function readData(source: string): { value: LuaValue } | undefined {
  try {
    return { value: new DataReader(source).chunk() }
  } catch (e) {
    if (e === SOMETHING_ELSE) return undefined
    throw e
  }
}

/** The main function of a chunk of data, which calls nothing: `take` gives its value anew each time. */
export function dataFunction(unit: Unit, take: () => LuaValue): (...args: LuaValue[]) => LuaResult {
  const name = `${WALKER_MARK}${unit.id}$0`
  return { [name]: () => keep(take()) }[name]!
}

/** So many tokens are read at a time: those of 10 MB would take 60 MB. */
const PART = 4096

class DataReader {
  readonly #nextPart: () => T.Tokens
  #tokens: T.Tokens
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#nextPart = tokenizeByParts(source, PART)
    this.#tokens = this.#nextPart()
  }

  chunk(): LuaValue {
    this.#expect(T.RETURN)
    const value = this.#datum()
    this.#accept(T.SEMICOLON)
    this.#expect(T.EOF)
    return value
  }

  /** The kind of the next token, which is there then. */
  get #kind(): number {
    if (this.#at === this.#tokens.count) {
      this.#tokens = this.#nextPart()
      this.#at = 0
    }
    return this.#tokens.kind[this.#at]!
  }

  #accept(kind: number): boolean {
    if (this.#kind !== kind) return false
    this.#at++
    return true
  }

  #expect(kind: number): void {
    if (!this.#accept(kind)) throw SOMETHING_ELSE
  }

  #datum(): LuaValue {
    switch (this.#kind) {
      case T.BRACE_OPEN:
        return this.#table()
      case T.NIL:
        this.#at++
        return undefined
      case T.TRUE:
      case T.FALSE:
        return this.#tokens.kind[this.#at++] === T.TRUE
      case T.MINUS:
        this.#at++
        return this.#negative()
      default:
        return this.#constant()
    }
  }

  #negative(): LuaValue {
    if (this.#kind !== T.NUMBER) throw SOMETHING_ELSE
    return first(unm(this.#constant()))
  }

  /** A number or a string. */
  #constant(): LuaValue {
    const kind = this.#kind
    const { value, numbers, strings } = this.#tokens
    const at = this.#at++
    if (kind === T.NUMBER) return numbers[value[at]!]
    if (kind === T.STRING) return strings[value[at]!]
    throw SOMETHING_ELSE
  }

  #table(): LuaTable {
    if (++this.#depth > DEEPEST) throw SOMETHING_ELSE
    this.#at++
    const items = new TableItems()
    while (this.#kind !== T.BRACE_CLOSE) {
      if (!this.#field(items)) items.add(this.#datum())
      if (!this.#accept(T.COMMA) && !this.#accept(T.SEMICOLON)) break
    }
    this.#expect(T.BRACE_CLOSE)
    this.#depth--
    return items.end()
  }

  /** `name = value` or `[constant] = value`; false if the item is a positional one. */
  #field(items: TableItems): boolean {
    const kind = this.#kind
    let key: LuaValue
    if (kind === T.NAME) {
      const { value, names } = this.#tokens
      key = names[value[this.#at++]!]!
    } else if (kind === T.BRACKET_OPEN) {
      this.#at++
      key = this.#constant()
      this.#expect(T.BRACKET_CLOSE)
    } else return false
    this.#expect(T.ASSIGN)
    const item = this.#datum()
    if (typeof key === "string") items.set(key, item)
    else rawset(items.table, key, item)
    return true
  }
}
