/**
 * string.pack, packsize and unpack (§6.4.2). Integers are handled as two 32-bit halves, or as JS numbers
 * where that is enough; bytes beyond the eighth only repeat the sign.
 */
import { libraryError } from "../runtime/error.ts"
import { hiOf, loOf, makeFloat, makeInt, type LuaInteger, type LuaNumber } from "../value/number.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkDouble, checkInteger, checkString, optSmallInteger } from "./args.ts"
import {
  CHARS,
  compilePackFormat,
  FAULT,
  FLOAT,
  INT,
  MAX_SIZE,
  PADDING,
  paddingOf,
  STRING,
  UINT,
  ZERO_STRING,
  type PackOption,
} from "./pack_format.ts"
import { startIndex } from "./string_position.ts"

/** Numbers are packed here, and made a string together: up to the next string, or when it gets full. */
const buffer = Buffer.alloc(1024)
const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
/** Bytes packed and not yet taken; no option but a string needs more than SPARE. */
let filled = 0
const SPARE = 64

function takePacked(): string {
  const bytes = filled === 0 ? "" : buffer.latin1Slice(0, filled)
  filled = 0
  return bytes
}

/** string.pack(fmt, v1, v2, ···) — §6.4 */
export function stringPack(fmt: LuaValue, ...values: LuaValue[]): LuaResult {
  const count = arguments.length
  const options = compilePackFormat(checkString(fmt, 1, count))
  let result = ""
  let n = 1
  filled = 0
  for (let i = 0; i < options.length; i++) {
    const option = options[i]!
    const { kind } = option
    for (let padding = paddingOf(option, result.length + filled); padding > 0; padding--) buffer[filled++] = 0
    if (kind === FAULT) throw faultOf(option)
    if (kind === PADDING) buffer[filled++] = 0
    else if (kind < PADDING) {
      n++
      // A missing argument counts as nil: PUC has put one behind the last.
      const text = packOne(option, values[n - 2], n, count + 1)
      if (text !== "") result += takePacked() + text
    }
    if (filled > buffer.length - SPARE) result += takePacked()
  }
  return result + takePacked()
}

function faultOf(option: PackOption): unknown {
  return option.isArgumentFault ? argumentError(1, option.fault) : libraryError(option.fault)
}

/** Packs one value: numbers into the buffer, with "" as result; strings are the result. */
function packOne(option: PackOption, v: LuaValue, n: number, count: number): string {
  const { kind, size, isLittle } = option
  switch (kind) {
    case INT:
    case UINT: {
      const integer = checkInteger(v, n, count)
      if (size < 8) checkRange(integer, size, kind === INT, n)
      putInteger(integer, size, isLittle, kind === INT)
      return ""
    }
    case FLOAT:
      putFloat(checkDouble(v, n, count), size, isLittle)
      return ""
    case CHARS: {
      const s = checkString(v, n, count)
      if (s.length > size) throw argumentError(n, "string longer than given size")
      return s + "\0".repeat(size - s.length)
    }
    case STRING: {
      const s = checkString(v, n, count)
      if (size < 8 && s.length >= 2 ** (size * 8)) {
        throw argumentError(n, "string length does not fit in given size")
      }
      putInteger(s.length, size, isLittle, false)
      return s
    }
    default: {
      const s = checkString(v, n, count)
      if (s.includes("\0")) throw argumentError(n, "string contains zeros")
      return `${s}\0`
    }
  }
}

/** Raises unless the integer fits into size < 8 bytes. */
function checkRange(integer: LuaInteger, size: number, isSigned: boolean, n: number): void {
  if (isSigned) {
    // An integer that is no safe one is beyond 7 bytes, or not: compare its high half.
    const limit = 2 ** (size * 8 - 1)
    const fits =
      typeof integer === "number"
        ? -limit <= integer && integer < limit
        : size === 7 && integer.λhi >= -0x800000 && integer.λhi < 0x800000
    if (!fits) throw argumentError(n, "integer overflow")
  } else {
    const fits =
      typeof integer === "number"
        ? integer >= 0 && integer < 2 ** (size * 8)
        : size === 7 && integer.λhi >= 0 && integer.λhi < 0x1000000
    if (!fits) throw argumentError(n, "unsigned overflow")
  }
}

/** Packs an integer; beyond the eighth byte come zeros, or its sign if it has one. */
function putInteger(integer: LuaInteger, size: number, isLittle: boolean, isSigned: boolean): void {
  const lo = loOf(integer)
  const at = filled
  filled += size
  if (size === 1) view.setInt8(at, lo)
  else if (size === 2) view.setInt16(at, lo, isLittle)
  else if (size === 4) view.setInt32(at, lo, isLittle)
  else if (size === 8) {
    view.setInt32(isLittle ? at : at + 4, lo, isLittle)
    view.setInt32(isLittle ? at + 4 : at, hiOf(integer), isLittle)
  } else putBytes(lo, hiOf(integer), at, size, isLittle, isSigned)
}

function putBytes(
  lo: number,
  hi: number,
  at: number,
  size: number,
  isLittle: boolean,
  isSigned: boolean,
): void {
  const filler = isSigned && hi < 0 ? 255 : 0
  for (let i = 0; i < size; i++) {
    buffer[isLittle ? at + i : at + size - 1 - i] = i < 8 ? lo & 255 : filler
    lo = (lo >>> 8) | (hi << 24)
    hi >>= 8
  }
}

function putFloat(x: number, size: number, isLittle: boolean): void {
  const at = filled
  filled += size
  if (size === 4) view.setFloat32(at, x, isLittle)
  else view.setFloat64(at, x, isLittle)
}

/** string.packsize(fmt) — §6.4 */
export function stringPacksize(fmt: LuaValue): LuaResult {
  const options = compilePackFormat(checkString(fmt, 1, arguments.length))
  let total = 0
  for (const option of options) {
    if (option.kind === FAULT) throw faultOf(option)
    if (option.kind === STRING || option.kind === ZERO_STRING) {
      throw argumentError(1, "variable-length format")
    }
    const size = option.size + paddingOf(option, total)
    if (total > MAX_SIZE - size) throw argumentError(1, "format result too large")
    total += size
  }
  return total
}

/** string.unpack(fmt, s [, pos]) — §6.4 */
export function stringUnpack(fmt: LuaValue, s: LuaValue, pos: LuaValue): LuaResult {
  const count = arguments.length
  const options = compilePackFormat(checkString(fmt, 1, count))
  const data = checkString(s, 2, count)
  let at = startIndex(optSmallInteger(pos, 3, count, 1), data.length)
  if (at > data.length) throw argumentError(3, "initial position out of string")
  const values: LuaValue[] = []
  for (let i = 0; i < options.length; i++) {
    const option = options[i]!
    if (option.kind === FAULT) throw faultOf(option)
    const padding = paddingOf(option, at)
    if (padding + option.size > data.length - at) throw argumentError(2, "data string too short")
    at = unpackOne(option, data, at + padding, values)
  }
  if (values.length === 0) return at + 1
  values.push(at + 1)
  return values
}

/** Reads one option at `at`, adds its value, and returns the place behind it. */
function unpackOne(option: PackOption, data: string, at: number, values: LuaValue[]): number {
  const { kind, size, isLittle } = option
  const end = at + size
  switch (kind) {
    case INT:
    case UINT:
      values.push(readInteger(data, at, size, isLittle, kind === INT))
      return end
    case FLOAT:
      for (let i = 0; i < size; i++) buffer[i] = data.charCodeAt(at + i)
      values.push(unpackedFloat(size, isLittle))
      return end
    case CHARS:
      values.push(data.slice(at, end))
      return end
    case STRING: {
      const length = readInteger(data, at, size, isLittle, false)
      if (typeof length !== "number" || length < 0 || length > data.length - end) {
        throw argumentError(2, "data string too short")
      }
      values.push(data.slice(end, end + length))
      return end + length
    }
    case ZERO_STRING: {
      const zero = data.indexOf("\0", at)
      if (zero < 0) throw argumentError(2, "unfinished string for format 'z'")
      values.push(data.slice(at, zero))
      return zero + 1
    }
    default:
      return end
  }
}

function unpackedFloat(size: number, isLittle: boolean): LuaNumber {
  const x = size === 4 ? view.getFloat32(0, isLittle) : view.getFloat64(0, isLittle)
  if (x === x) return makeFloat(x)
  // the JS engine reads every NaN as the same one
  const nan = Math.abs(x)
  return buffer[isLittle ? size - 1 : 0]! > 127 ? -nan : nan
}

function readInteger(
  data: string,
  at: number,
  size: number,
  isLittle: boolean,
  isSigned: boolean,
): LuaInteger {
  /** Place of the i-th byte, the lowest first. */
  const step = isLittle ? 1 : -1
  const lowest = isLittle ? at : at + size - 1
  if (size <= 4) {
    let bits = 0
    for (let i = size - 1; i >= 0; i--) bits = (bits << 8) | data.charCodeAt(lowest + i * step)
    const unused = 32 - size * 8
    return isSigned ? (bits << unused) >> unused : bits >>> 0
  }
  if (size <= 6) {
    let value = 0
    for (let i = size - 1; i >= 0; i--) value = value * 256 + data.charCodeAt(lowest + i * step)
    if (isSigned && value >= 2 ** (size * 8 - 1)) value -= 2 ** (size * 8)
    return value
  }
  let lo = 0
  let hi = 0
  for (let i = 3; i >= 0; i--) lo = (lo << 8) | data.charCodeAt(lowest + i * step)
  const top = size < 8 ? size : 8
  for (let i = top - 1; i >= 4; i--) hi = (hi << 8) | data.charCodeAt(lowest + i * step)
  if (isSigned && size === 7) hi = (hi << 8) >> 8
  if (size > 8) checkExtraBytes(data, lowest, step, size, isSigned && hi < 0 ? 255 : 0)
  return makeInt(hi, lo)
}

function checkExtraBytes(data: string, lowest: number, step: number, size: number, filler: number): void {
  for (let i = 8; i < size; i++) {
    if (data.charCodeAt(lowest + i * step) !== filler) {
      throw libraryError(`${size}-byte integer does not fit into Lua Integer`)
    }
  }
}
