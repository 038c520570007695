/**
 * Lua values to JSON (RFC 8259). Tables are read raw. Which are arrays and which objects is told by their
 * contents (shape.ts), unless json.array or json.object has said it.
 *
 * Numbers keep their subtype: floats have a point or an exponent, and as many digits as it takes to read
 * the same float again.
 */
import {
  intToBigInt,
  LuaFloat,
  LuaInt64,
  LuaTable,
  type LuaValue,
  typeName,
} from "../../../interpreter/index.ts"
import { NULL_VALUE } from "../../ipc/null_value.ts"
import { pathStep } from "../../ipc/wire.ts"
import { ENCODE } from "./messages.ts"
import { type Contents, elementsOf, hasFields, isInternal, namesOf, readContents } from "./contents.ts"
import type { EncodeOptions } from "./options.ts"
import { beginText, endText, isTextUtf8, writeAscii, writeByte, writeInteger, writeString } from "./output.ts"
import { forcedShape, wasEmptyArray } from "./shape.ts"
import { firstInvalidByte, isUtf8 } from "./unicode.ts"

const OPEN_ARRAY = 91
const CLOSE_ARRAY = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const BLANK = 32
const COMMA = 44
const COLON = 58

class Unencodable {
  readonly what: string
  constructor(what: string) {
    this.what = what
  }
}

/** The text of a value, or why there is none. */
export function encodeJson(value: LuaValue, options: EncodeOptions): { text: string } | { message: string } {
  const writer = new Writer(options)
  try {
    beginText()
    writer.value(value)
    if (!isTextUtf8()) {
      // Once more, to find the string that is none.
      writer.checksStrings = true
      beginText()
      writer.value(value)
    }
    return { text: endText() }
  } catch (e) {
    if (e instanceof RangeError && e.message.startsWith("Maximum call stack"))
      return { message: ENCODE.cannot("", ENCODE.stack) }
    if (!(e instanceof Unencodable)) throw e
    return { message: writer.complaint(e) }
  }
}

class Writer {
  /** Whether each string is to be found out that is no UTF-8. */
  checksStrings = false
  readonly #options: EncodeOptions
  readonly #isPlain: boolean
  /** The tables being written, from the outside in, and the key of each at which the writer is. */
  #open: LuaTable[] = []
  #keys: LuaValue[] = []
  /** How many of them are open. */
  #depth = 0

  constructor(options: EncodeOptions) {
    this.#options = options
    this.#isPlain = options.indent === "" && !options.sort && options.order.length === 0
  }

  value(value: LuaValue): void {
    if (value === this.#options.null) {
      writeAscii("null")
      return
    }
    switch (typeof value) {
      case "string":
        this.#string(value)
        return
      case "number":
        if (Number.isSafeInteger(value)) writeInteger(value)
        else this.#float(value)
        return
      case "boolean":
        writeAscii(value ? "true" : "false")
        return
      case "undefined":
        writeAscii("null")
        return
      case "object":
        this.#object(value)
        return
      default:
        throw new Unencodable(ENCODE.type(typeName(value)))
    }
  }

  #object(value: object): void {
    if (value instanceof LuaTable) this.#table(value)
    else if (value === NULL_VALUE) writeAscii("null")
    else if (value instanceof LuaFloat) this.#float(value.λn)
    else if (value instanceof LuaInt64) writeAscii(`${intToBigInt(value)}`)
    else throw new Unencodable(ENCODE.type(typeName(value as LuaValue)))
  }

  #float(n: number): void {
    if (!Number.isFinite(n)) throw new Unencodable(ENCODE.number(n !== n ? "nan" : n < 0 ? "-inf" : "inf"))
    writeAscii((this.#options.floatText ?? floatText)(n))
  }

  #string(text: string): void {
    if (this.checksStrings && !isUtf8(text)) throw new Unencodable(ENCODE.utf8(firstInvalidByte(text) + 1))
    writeString(text)
  }

  #table(table: LuaTable): void {
    const depth = this.#depth
    if (depth >= this.#options.depth) throw this.#tooDeep()
    this.#open[depth] = table
    this.#keys[depth] = undefined
    this.#depth = depth + 1
    this.#contents(table)
    this.#depth = depth
  }

  #contents(table: LuaTable): void {
    const forced = forcedShape(table)
    if (table.λhash === null && forced === undefined) {
      if (table.λarr.length === 0) {
        if (this.#isPlain) {
          this.#record(table)
          return
        }
      } else if (!hasFields(table)) {
        this.#array(table.λarr)
        return
      }
    }
    const contents = readContents(table)
    if (typeof contents === "string") throw new Unencodable(contents)
    const told = forced ?? this.#options.shapeOf?.(contents) ?? contents.shape
    if (typeof told === "object") throw new Unencodable(told.message)
    if (told === "object") {
      this.#members(contents)
      return
    }
    const elements = elementsOf(contents)
    if (typeof elements === "string") throw new Unencodable(elements)
    this.#array(elements)
  }

  #array(elements: LuaValue[]): void {
    const n = elements.length
    const keys = this.#keys
    const level = this.#depth - 1
    writeByte(OPEN_ARRAY)
    for (let i = 0; i < n; i++) {
      keys[level] = i + 1
      if (i > 0) writeByte(COMMA)
      this.#lineBreak(this.#depth)
      this.value(elements[i])
    }
    if (n > 0) this.#lineBreak(level)
    writeByte(CLOSE_ARRAY)
  }

  /** A table that has nothing but fields, on one line and in no order. */
  #record(table: LuaTable): void {
    const record = table as unknown as Record<string, LuaValue>
    const keys = this.#keys
    const level = this.#depth - 1
    let isEmpty = true
    for (const name in record) {
      if (isInternal(name)) continue
      const value = record[name]
      if (value === undefined) continue
      keys[level] = name
      writeByte(isEmpty ? OPEN_OBJECT : COMMA)
      isEmpty = false
      this.#string(name)
      writeByte(COLON)
      this.value(value)
    }
    if (!isEmpty) writeByte(CLOSE_OBJECT)
    else writeAscii(wasEmptyArray(table) ? "[]" : "{}")
  }

  #members(contents: Contents): void {
    const names = namesOf(contents)
    if ("message" in names) throw new Unencodable(names.message)
    const { keys, values } = contents
    const level = this.#depth - 1
    const isSorted = this.#options.sort || this.#options.order.length > 0
    const order = isSorted ? this.#inOrder(names) : undefined
    const n = names.length
    writeByte(OPEN_OBJECT)
    for (let at = 0; at < n; at++) {
      const i = order === undefined ? at : order[at]!
      this.#keys[level] = keys[i]
      if (at > 0) writeByte(COMMA)
      this.#lineBreak(this.#depth)
      this.#string(names[i]!)
      writeByte(COLON)
      if (this.#options.indent !== "") writeByte(BLANK)
      this.value(values[i])
    }
    if (n > 0) this.#lineBreak(level)
    writeByte(CLOSE_OBJECT)
  }

  /** The indices of the names in the order in which they are to be written. */
  #inOrder(names: string[]): number[] {
    const { sort, order } = this.#options
    const ranks = new Map(order.map((name, rank) => [name, rank]))
    const rank = (i: number) => ranks.get(names[i]!) ?? ranks.size
    return Array.from(names.keys()).sort(
      (a, b) => rank(a) - rank(b) || (sort ? compare(names[a]!, names[b]!) : 0),
    )
  }

  /** Begins a new line, if there are any. */
  #lineBreak(depth: number): void {
    const { indent } = this.#options
    if (indent !== "") writeAscii(`\n${indent.repeat(depth)}`)
  }

  // -- refusals -------------------------------------------------------------------------------------

  /** For the table that is one level too deep: what contains itself is found out by its depth. */
  #tooDeep(): Unencodable {
    const open = this.#open.slice(0, this.#depth)
    const repeated = open.findIndex((table, i) => open.indexOf(table) < i)
    this.#depth = Math.max(repeated, 0)
    return new Unencodable(repeated < 0 ? ENCODE.depth(this.#options.depth) : ENCODE.cycle)
  }

  complaint({ what }: Unencodable): string {
    const keys = this.#keys.slice(0, this.#depth)
    // The table that is refused itself has no key yet.
    const path = keys.reduce(
      (begun: string, key) => (key === undefined ? begun : begun + pathStep(key, begun === "")),
      "",
    )
    return ENCODE.cannot(path, what)
  }
}

/** By their bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The shortest text that is read as the same float. */
function floatText(n: number): string {
  if (Object.is(n, -0)) return "-0.0"
  const text = `${n}`
  return Number.isInteger(n) && !text.includes("e") ? `${text}.0` : text
}
