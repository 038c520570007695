/**
 * How the table library reaches elements: raw where no metamethod can be involved, else through the
 * metamethods, also of values that only behave like a table (checktab of ltablib.c). Indices are Lua
 * integers; the helpers at the end step and compare them with a fast path for JS numbers.
 */
import { indexOf, lengthOf, setIndexOf } from "../runtime/barrier.ts"
import { libraryError } from "../runtime/error.ts"
import { metamethod } from "../runtime/metatable.ts"
import { intFromBigInt, intToBigInt, isNumber, toInteger, type LuaInteger } from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { getInt, getString, LuaTable, setInt } from "../value/table.ts"
import type { LuaValue } from "../value/value.ts"
import { typeError } from "./args.ts"

/** What a library function needs of a value that is not a table. */
export const READ = 1
export const WRITE = 2
export const LENGTH = 4

/** Raises unless the argument is a table or has the metamethods to act as one. */
export function checkTableLike(v: LuaValue, n: number, count: number, access: number): void {
  if (v instanceof LuaTable) return
  const acts =
    ((access & READ) === 0 || metamethod(v, "__index") !== undefined) &&
    ((access & WRITE) === 0 || metamethod(v, "__newindex") !== undefined) &&
    ((access & LENGTH) === 0 || metamethod(v, "__len") !== undefined)
  if (!acts) throw typeError(v, n, count, "table")
}

/** Is none of the metamethods for these accesses there, so that raw access does the same? */
export function isRaw(t: LuaTable, access: number): boolean {
  const meta = t.λmeta
  return (
    meta === null ||
    (((access & READ) === 0 || getString(meta, "__index") === undefined) &&
      ((access & WRITE) === 0 || getString(meta, "__newindex") === undefined) &&
      ((access & LENGTH) === 0 || getString(meta, "__len") === undefined))
  )
}

/** The length of a value as an integer (luaL_len). */
export function integerLength(v: LuaValue): LuaInteger {
  if (v instanceof LuaTable && isRaw(v, LENGTH)) return v.λarr.length
  const length = lengthOf(v)
  const number = typeof length === "string" ? parseNumeral(length) : length
  const integer = isNumber(number) ? toInteger(number) : undefined
  if (integer === undefined) throw libraryError("object length is not an integer")
  return integer
}

/** t[i] with metamethods. */
export function getElement(t: LuaValue, i: LuaInteger): LuaValue {
  if (typeof i === "number" && t instanceof LuaTable) {
    const v = getInt(t, i)
    if (v !== undefined || t.λmeta === null) return v
  }
  const v = indexOf(t, i)
  return v
}

/** t[i] = v with metamethods. */
export function setElement(t: LuaValue, i: LuaInteger, v: LuaValue): void {
  if (typeof i === "number" && t instanceof LuaTable && t.λmeta === null) setInt(t, i, v)
  else setIndexOf(t, i, v)
}

/** i + offset, wrapping around. */
export function plus(i: LuaInteger, offset: number): LuaInteger {
  if (typeof i === "number" && Number.isSafeInteger(i + offset)) return i + offset
  return intFromBigInt(intToBigInt(i) + BigInt(offset))
}

export function isBefore(a: LuaInteger, b: LuaInteger): boolean {
  if (typeof a === "number" && typeof b === "number") return a < b
  return intToBigInt(a) < intToBigInt(b)
}

export function isSame(a: LuaInteger, b: LuaInteger): boolean {
  return a === b || (typeof a !== "number" && typeof b !== "number" && a.λhi === b.λhi && a.λlo === b.λlo)
}
