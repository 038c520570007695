/**
 * Tables and functions as bytes. A value is a tag byte and its contents; strings and integers have a
 * short form. Tables and functions are numbered as they appear, so that what is met again is written as
 * a reference: shared references and cycles arrive as such. Nesting costs no JavaScript stack.
 *
 *   table   count of elements, the elements, then keys and values in turn up to END
 *
 * What cannot travel raises an Unsendable, which tells where it was found.
 */
import {
  advance,
  adoptElements,
  Coroutine,
  dumpFunction,
  type Cursor,
  loadDump,
  LuaFloat,
  type LuaFunction,
  LuaInt64,
  LuaTable,
  type LuaValue,
  openCursor,
  prototypeNamed,
  rawSet,
  readDump,
  setField,
  state,
  toDisplay,
} from "../../interpreter/index.ts"
import { NULL_VALUE } from "./null_value.ts"

const NIL = 0
const FALSE = 1
const TRUE = 2
const INT32 = 3
const NUMBER = 4
const FLOAT = 5
const INT64 = 6
const SHORT_STRING = 7
const STRING = 8
const TABLE = 9
const FUNCTION = 10
const REFERENCE = 11
const END = 12
const NULL = 13

const FIRST_SIZE = 4096
/** A buffer larger than this is not kept for the next message. */
const KEPT_SIZE = 1 << 20
/** Keys with at most this many characters become fields of records. */
const LONGEST_FIELD = 32

/** A value that cannot be sent: what it is, and the path to it (`field 'x.y'`, "" for the value itself). */
export class Unsendable {
  readonly path: string
  readonly what: string
  constructor(path: string, what: string) {
    this.path = path
    this.what = what
  }
}

/** A table being written. */
interface OpenTable {
  cursor: Cursor
  /** The key is written, its value not yet. */
  half: boolean
  /** Elements written so far and their number; the other entries follow. */
  index: number
  count: number
}

let buffer = Buffer.alloc(FIRST_SIZE)
let length = 0
let numbers = new Map<LuaTable | LuaFunction, number>()
let open: OpenTable[] = []

/** The bytes of a value; valid until the next call. */
export function encode(value: LuaValue): Buffer {
  length = 0
  numbers = new Map()
  open = []
  writeValue(value)
  while (open.length > 0) writeNext(open[open.length - 1]!)
  const bytes = buffer.subarray(0, length)
  if (buffer.length > KEPT_SIZE) buffer = Buffer.alloc(FIRST_SIZE)
  return bytes
}

/** Writes the next part of a table. */
function writeNext(table: OpenTable): void {
  const { cursor } = table
  if (table.index < table.count) writeValue(cursor.table.λarr[table.index++])
  else if (table.half) {
    table.half = false
    writeValue(cursor.value)
  } else if (advanceBehind(cursor, table.count)) {
    table.half = true
    writeValue(cursor.key)
  } else {
    reserve(1)
    buffer[length++] = END
    open.pop()
  }
}

/** Steps to the next entry that is none of the elements. */
function advanceBehind(cursor: Cursor, count: number): boolean {
  while (advance(cursor)) {
    const { key } = cursor
    if (typeof key !== "number" || key < 1 || key > count || !Number.isInteger(key)) return true
  }
  return false
}

function reserve(size: number): void {
  if (length + size <= buffer.length) return
  const larger = Buffer.alloc(Math.max(2 * buffer.length, length + size))
  buffer.copy(larger, 0, 0, length)
  buffer = larger
}

function writeValue(value: LuaValue): void {
  reserve(16)
  switch (typeof value) {
    case "undefined":
      buffer[length++] = NIL
      return
    case "boolean":
      buffer[length++] = value ? TRUE : FALSE
      return
    case "number":
      writeNumber(value)
      return
    case "string":
      writeString(value)
      return
    case "function":
      writeFunction(value)
      return
    default:
      writeObject(value)
  }
}

function writeNumber(value: number): void {
  if ((value | 0) === value) {
    buffer[length] = INT32
    buffer.writeInt32LE(value, length + 1)
    length += 5
  } else writeDouble(NUMBER, value)
}

function writeDouble(tag: number, value: number): void {
  buffer[length] = tag
  buffer.writeDoubleLE(value, length + 1)
  length += 9
}

function writeString(value: string): void {
  const size = value.length
  reserve(size + 5)
  if (size < 256) {
    buffer[length] = SHORT_STRING
    buffer[length + 1] = size
    length += 2
  } else {
    buffer[length] = STRING
    buffer.writeUInt32LE(size, length + 1)
    length += 5
  }
  buffer.latin1Write(value, length, size)
  length += size
}

function writeObject(value: object): void {
  if (value instanceof LuaTable) writeTable(value)
  else if (value instanceof LuaFloat) writeDouble(FLOAT, value.λn)
  else if (value instanceof LuaInt64) {
    buffer[length] = INT64
    buffer.writeInt32LE(value.λhi, length + 1)
    buffer.writeInt32LE(value.λlo, length + 5)
    length += 9
  } else if (value === NULL_VALUE) buffer[length++] = NULL
  else throw unsendable(value instanceof Coroutine ? "thread" : "userdata")
}

/** Writes a reference to what has been written before; false if it has not. */
function writeReference(value: LuaTable | LuaFunction): boolean {
  const number = numbers.get(value)
  if (number === undefined) {
    numbers.set(value, numbers.size)
    return false
  }
  buffer[length] = REFERENCE
  buffer.writeUInt32LE(number, length + 1)
  length += 5
  return true
}

function writeTable(value: LuaTable): void {
  if (value.λmeta !== null) throw unsendable("table with a metatable")
  if (writeReference(value)) return
  const cursor = openCursor(value)
  const count = value.λarr.length
  buffer[length] = TABLE
  buffer.writeUInt32LE(count, length + 1)
  length += 5
  open.push({ cursor, half: false, index: 0, count })
}

function writeFunction(value: LuaFunction): void {
  const upvalues = prototypeNamed(value.name)?.upvalues
  if (upvalues === undefined) throw unsendable("library function")
  if (upvalues.length > 1 || (upvalues.length === 1 && upvalues[0] !== "_ENV"))
    throw unsendable("function with upvalues")
  if (writeReference(value)) return
  const text = dumpFunction(value, false)!
  reserve(text.length + 5)
  buffer[length] = FUNCTION
  buffer.writeUInt32LE(text.length, length + 1)
  buffer.latin1Write(text, length + 5)
  length += text.length + 5
}

/** The error for the value that is being written, with the path to it. */
function unsendable(what: string): Unsendable {
  let path = ""
  for (const { cursor, half, index } of open) {
    // The cursor has no key while elements are written; `half`: the key itself is being written.
    if (cursor.key === undefined) path += `[${index}]`
    else if (half) path += "[key]"
    else path += pathStep(cursor.key, path === "")
  }
  return new Unsendable(path === "" ? "" : `field '${path}'`, what)
}

/** One key of a path, behind what leads to it. */
export function pathStep(key: LuaValue, isFirst: boolean): string {
  if (typeof key !== "string")
    return `[${typeof key === "object" ? toDisplay(key).replace(/:.*/, "") : toDisplay(key)}]`
  if (/^[A-Za-z_]\w*$/.test(key)) return isFirst ? key : `.${key}`
  return `["${key}"]`
}

// -- reading --------------------------------------------------------------------------------------

/** A table being read. */
interface HalfTable {
  table: LuaTable
  elements: LuaValue[]
  count: number
  hasKey: boolean
  key: LuaValue
}

/** Functions that arrived, by their dump: made once per Lua state. */
let loaded = new Map<string, LuaFunction>()
let loadedFor: LuaTable | undefined

/** Reads the value that `encode` wrote. */
export function decode(bytes: Buffer, start: number): LuaValue {
  const reader = new Reader(bytes, start)
  return reader.readAll()
}

class Reader {
  readonly #bytes: Buffer
  #at: number
  readonly #numbered: (LuaTable | LuaFunction)[] = []
  readonly #open: HalfTable[] = []

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes
    this.#at = start
  }

  readAll(): LuaValue {
    const value = this.#readValue()
    while (this.#open.length > 0) this.#readNext(this.#open[this.#open.length - 1]!)
    return value
  }

  #readNext(half: HalfTable): void {
    const { table, elements } = half
    if (elements.length < half.count) {
      elements.push(this.#readValue())
      if (elements.length === half.count) adoptElements(table, elements)
    } else if (half.hasKey) {
      half.hasKey = false
      const key = half.key
      const value = this.#readValue()
      if (typeof key === "string" && isFieldName(key)) setField(table, key, value)
      else rawSet(table, key, value)
    } else if (this.#bytes[this.#at] === END) {
      this.#at++
      this.#open.pop()
    } else {
      half.hasKey = true
      half.key = this.#readValue()
    }
  }

  #readValue(): LuaValue {
    const bytes = this.#bytes
    const at = this.#at + 1
    switch (bytes[this.#at]) {
      case FALSE:
        this.#at = at
        return false
      case TRUE:
        this.#at = at
        return true
      case INT32:
        this.#at = at + 4
        return bytes.readInt32LE(at)
      case NUMBER:
        this.#at = at + 8
        return bytes.readDoubleLE(at)
      case FLOAT:
        this.#at = at + 8
        return new LuaFloat(bytes.readDoubleLE(at))
      case INT64:
        this.#at = at + 8
        return new LuaInt64(bytes.readInt32LE(at), bytes.readInt32LE(at + 4))
      case SHORT_STRING:
        return this.#readBytes(at + 1, bytes[at]!)
      case STRING:
        return this.#readBytes(at + 4, bytes.readUInt32LE(at))
      case TABLE:
        return this.#readTable(bytes.readUInt32LE(at))
      case FUNCTION:
        return this.#readFunction(this.#readBytes(at + 4, bytes.readUInt32LE(at)))
      case NULL:
        this.#at = at
        return NULL_VALUE
      case REFERENCE:
        this.#at = at + 4
        return this.#numbered[bytes.readUInt32LE(at)]
      default:
        this.#at = at
        return undefined
    }
  }

  #readBytes(at: number, size: number): string {
    this.#at = at + size
    return this.#bytes.latin1Slice(at, at + size)
  }

  #readTable(count: number): LuaTable {
    this.#at += 5
    const table = new LuaTable()
    this.#numbered.push(table)
    this.#open.push({ table, elements: [], count, hasKey: false, key: undefined })
    return table
  }

  #readFunction(text: string): LuaFunction {
    if (loadedFor !== state.globals) {
      loaded = new Map()
      loadedFor = state.globals
    }
    let f = loaded.get(text)
    if (f === undefined) {
      const dump = readDump(text)
      if (typeof dump === "string") throw new Error(dump)
      f = loadDump(dump, state.globals)
      loaded.set(text, f)
    }
    this.#numbered.push(f)
    return f
  }
}

function isFieldName(key: string): boolean {
  return key.length <= LONGEST_FIELD && /^[A-Za-z_]\w*$/.test(key)
}
