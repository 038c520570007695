/** Read formats of io.read, file:read and the lines iterators, and the values written by write. */
import { noteString } from "../runtime/allocation.ts"
import { LuaError } from "../runtime/error.ts"
import { formatNumber } from "../value/format_number.ts"
import { isFloat, isNumber } from "../value/number.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkSmallInteger, checkString } from "./args.ts"
import { readNumber } from "./read_number.ts"
import type { Stream } from "./stream.ts"

/** More than any machine has: C's library would fail to allocate the block to be read. */
const MOST_MEMORY = 2 ** 46

/**
 * Reads by `formats`, which are the arguments of the running library function from number `first` on.
 * Stops behind the first format that fails; its value is nil.
 */
export function readFormats(
  stream: Stream,
  formats: ArrayLike<LuaValue>,
  from: number,
  first: number,
): LuaResult {
  const count = formats.length
  if (count <= from) return stream.readLine(false)
  if (count === from + 1) return readFormat(stream, formats[from], first)
  const values: LuaValue[] = []
  for (let i = from; i < count; i++) {
    const value = readFormat(stream, formats[i], first + i - from)
    values.push(value)
    if (value === undefined) break
  }
  return values
}

function readFormat(stream: Stream, format: LuaValue, n: number): LuaValue {
  if (isNumber(format)) return readCount(stream, checkSmallInteger(format, n, n))
  const text = checkString(format, n, n)
  switch (text.charCodeAt(text.startsWith("*") ? 1 : 0)) {
    case 110: // n
      return readNumber(stream)
    case 108: // l
      return stream.readLine(false)
    case 76: // L
      return stream.readLine(true)
    case 97: // a
      return readBlock(stream, Number.POSITIVE_INFINITY)
    default:
      throw argumentError(n, "invalid format")
  }
}

function readCount(stream: Stream, count: number): LuaValue {
  if (count === 0) return stream.atEnd() ? undefined : ""
  if (count < 0 || count > MOST_MEMORY) throw new LuaError("not enough memory")
  const text = readBlock(stream, count)
  return text === "" ? undefined : text
}

function readBlock(stream: Stream, count: number): string {
  const text = stream.readBlock(count)
  noteString(text.length)
  return text
}

/** Writes the running library function's arguments from index `from` on. */
export function writeValues(stream: Stream, values: ArrayLike<LuaValue>, from: number): void {
  for (let i = from; i < values.length; i++) stream.write(writtenText(values[i], i + 1))
}

/** A float is written as by "%.14g", without the ".0" of tostring. */
function writtenText(v: LuaValue, n: number): string {
  if (typeof v === "string") return v
  if (!isFloat(v)) return checkString(v, n, n)
  const text = formatNumber(v)
  return text.endsWith(".0") ? text.slice(0, -2) : text
}
