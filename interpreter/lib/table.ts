/**
 * The table library (§6.6) without sort (table_sort.ts). Each function first tries the array part of a
 * table whose metamethods cannot interfere; then it goes element by element, as ltablib.c does.
 */
import { equalValues } from "../runtime/barrier.ts"
import { noteString } from "../runtime/allocation.ts"
import { libraryError } from "../runtime/error.ts"
import { basicType } from "../runtime/type_name.ts"
import { formatNumber } from "../value/format_number.ts"
import { intFromBigInt, intToBigInt, isNumber, type LuaInteger } from "../value/number.ts"
import { adoptElements, LuaTable, setField, setInt, trim } from "../value/table.ts"
import { NONE, type LuaResult, type LuaValue } from "../value/value.ts"
import { argumentError, checkInteger, optString } from "./args.ts"
import { makeLibrary } from "./library.ts"
import {
  checkTableLike,
  getElement,
  integerLength,
  isBefore,
  isRaw,
  isSame,
  LENGTH,
  plus,
  READ,
  setElement,
  WRITE,
} from "./table_access.ts"
import { tableSort } from "./table_sort.ts"
import { keep } from "../runtime/keep.ts"

const MAX_INTEGER = 0x7fffffffffffffffn
/** Most values a function may return here (LUAI_MAXSTACK). */
const MAX_RESULTS = 999_900

/** table.concat(list [, sep [, i [, j]]]) — §6.6 */
function tableConcat(list: LuaValue, sep: LuaValue, i: LuaValue, j: LuaValue): LuaResult {
  const count = arguments.length
  checkTableLike(list, 1, count, READ | LENGTH)
  const length = integerLength(list)
  const separator = optString(sep, 2, count, "")
  const from = i === undefined ? 1 : checkInteger(i, 3, count)
  const to = j === undefined ? length : checkInteger(j, 4, count)
  if (list instanceof LuaTable && typeof from === "number" && typeof to === "number") {
    const arr = list.λarr
    if (from >= 1 && from <= to && to <= arr.length && areStrings(arr, from - 1, to)) {
      const pieces = from === 1 && to === arr.length ? arr : arr.slice(from - 1, to)
      const text = pieces.join(separator)
      noteString(text.length)
      return text
    }
  }
  let result = ""
  for (let at = from; !isBefore(to, at); at = plus(at, 1)) {
    result += elementText(list, at)
    if (isSame(at, to)) break
    result += separator
  }
  return result
}

function areStrings(arr: LuaValue[], start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (typeof arr[i] !== "string") return false
  return true
}

function elementText(list: LuaValue, i: LuaInteger): string {
  const v = getElement(list, i)
  if (typeof v === "string") return v
  if (isNumber(v)) return formatNumber(v)
  throw libraryError(`invalid value (${basicType(v)}) at index ${formatNumber(i)} in table for 'concat'`)
}

/** table.insert(list, [pos,] value) — §6.6 */
function tableInsert(list: LuaValue, pos: LuaValue, value: LuaValue): LuaResult {
  const count = arguments.length
  if (count === 2 && list instanceof LuaTable && isRaw(list, WRITE | LENGTH)) {
    setInt(list, list.λarr.length + 1, pos)
    return NONE
  }
  checkTableLike(list, 1, count, READ | WRITE | LENGTH)
  const end = plus(integerLength(list), 1)
  if (count === 2) setElement(list, end, pos)
  else if (count === 3) {
    const at = checkInteger(pos, 2, count)
    checkPosition(at, end)
    if (list instanceof LuaTable && isRaw(list, READ | WRITE | LENGTH)) insertRaw(list, Number(at), value)
    else insertElement(list, at, end, value)
  } else throw libraryError("wrong number of arguments to 'insert'")
  return NONE
}

/** Raises unless 1 <= at <= limit, as unsigned integers. */
function checkPosition(at: LuaInteger, limit: LuaInteger): void {
  const isInside =
    typeof at === "number" && typeof limit === "number" && limit >= 0
      ? at >= 1 && at <= limit
      : BigInt.asUintN(64, intToBigInt(at) - 1n) < BigInt.asUintN(64, intToBigInt(limit))
  if (!isInside) throw argumentError(2, "position out of bounds")
}

/** Inserts at 1 <= at <= n + 1. */
function insertRaw(t: LuaTable, at: number, value: LuaValue): void {
  const n = t.λarr.length
  if (at > n) {
    setInt(t, at, value)
    return
  }
  // The last element goes the regular way, which may draw more out of the hash part.
  setInt(t, n + 1, t.λarr[n - 1])
  t.λarr.copyWithin(at, at - 1, n - 1)
  t.λarr[at - 1] = value
}

function insertElement(list: LuaValue, at: LuaInteger, end: LuaInteger, value: LuaValue): void {
  for (let i = end; isBefore(at, i);) {
    const below = plus(i, -1)
    setElement(list, i, getElement(list, below))
    i = below
  }
  setElement(list, at, value)
}

/** table.remove(list [, pos]) — §6.6 */
function tableRemove(list: LuaValue, pos: LuaValue): LuaResult {
  const count = arguments.length
  if (list instanceof LuaTable && isRaw(list, LENGTH)) {
    const arr = list.λarr
    const n = arr.length
    // The last element is there, so that neither reading nor clearing it asks a metamethod.
    if (n > 0 && (pos === undefined || pos === n)) {
      const last = arr.pop()
      if (n > 1 && arr[n - 2] === undefined) trim(arr)
      return last
    }
    if (
      typeof pos === "number" &&
      pos >= 1 &&
      pos < n &&
      Number.isInteger(pos) &&
      isRaw(list, READ | WRITE)
    ) {
      return pos === 1 ? arr.shift() : arr.splice(pos - 1, 1)[0]
    }
  }
  checkTableLike(list, 1, count, READ | WRITE | LENGTH)
  const size = integerLength(list)
  const at = pos === undefined ? size : checkInteger(pos, 2, count)
  // of the length -1, which is the largest unsigned one, every position is inside
  if (!isSame(at, size) && size !== -1) checkPosition(at, plus(size, 1))
  return keep(removeElement(list, at, size))
}

function removeElement(list: LuaValue, at: LuaInteger, size: LuaInteger): LuaValue {
  const removed = getElement(list, at)
  let i = at
  while (isBefore(i, size)) {
    const above = plus(i, 1)
    setElement(list, i, getElement(list, above))
    i = above
  }
  setElement(list, i, undefined)
  return removed
}

/** table.move(a1, f, e, t [,a2]) — §6.6 */
function tableMove(a1: LuaValue, f: LuaValue, e: LuaValue, t: LuaValue, a2: LuaValue): LuaResult {
  const count = arguments.length
  const from = checkInteger(f, 2, count)
  const last = checkInteger(e, 3, count)
  const to = checkInteger(t, 4, count)
  const target = a2 === undefined ? a1 : a2
  checkTableLike(a1, 1, count, READ)
  checkTableLike(target, a2 === undefined ? 1 : 5, count, WRITE)
  if (isBefore(last, from)) return target
  checkMove(from, last, to)
  const isUpward = isBefore(last, to) || !isBefore(from, to) || (a2 !== undefined && !equalValues(a1, a2))
  if (isUpward) moveUp(a1, from, last, to, target)
  else moveDown(a1, from, last, to, target)
  return target
}

/** Raises when there are more elements than an integer counts, or not as many places from `to` on. */
function checkMove(from: LuaInteger, last: LuaInteger, to: LuaInteger): void {
  if (typeof from === "number" && typeof last === "number" && typeof to === "number") return
  const start = intToBigInt(from)
  const end = intToBigInt(last)
  if (start <= 0n && end >= MAX_INTEGER + start) throw argumentError(3, "too many elements to move")
  if (intToBigInt(to) > MAX_INTEGER - (end - start)) throw argumentError(4, "destination wrap around")
}

function moveUp(
  source: LuaValue,
  from: LuaInteger,
  last: LuaInteger,
  to: LuaInteger,
  target: LuaValue,
): void {
  for (;;) {
    setElement(target, to, getElement(source, from))
    if (isSame(from, last)) return
    from = plus(from, 1)
    to = plus(to, 1)
  }
}

function moveDown(
  source: LuaValue,
  from: LuaInteger,
  last: LuaInteger,
  to: LuaInteger,
  target: LuaValue,
): void {
  let at = last
  let place = addDistance(to, from, last)
  for (;;) {
    setElement(target, place, getElement(source, at))
    if (isSame(at, from)) return
    at = plus(at, -1)
    place = plus(place, -1)
  }
}

/** to + (last - from) */
function addDistance(to: LuaInteger, from: LuaInteger, last: LuaInteger): LuaInteger {
  if (typeof from === "number" && typeof last === "number" && Number.isSafeInteger(last - from)) {
    return plus(to, last - from)
  }
  return intFromBigInt(intToBigInt(to) + intToBigInt(last) - intToBigInt(from))
}

/** table.pack(···) — §6.6 */
function tablePack(...values: LuaValue[]): LuaResult {
  const n = values.length
  const t = adoptElements(new LuaTable(), values)
  setField(t, "n", n)
  return t
}

/** table.unpack(list [, i [, j]]) — §6.6 */
function tableUnpack(list: LuaValue, i: LuaValue, j: LuaValue): LuaResult {
  const count = arguments.length
  const from = i === undefined ? 1 : checkInteger(i, 2, count)
  const to = j === undefined ? integerLength(list) : checkInteger(j, 3, count)
  if (isBefore(to, from)) return NONE
  if (isSame(from, to)) {
    return keep(getElement(list, from))
  }
  if (typeof from === "number" && typeof to === "number" && list instanceof LuaTable) {
    if (from >= 1 && to <= list.λarr.length && to - from < MAX_RESULTS && isRaw(list, READ)) {
      return list.λarr.slice(from - 1, to)
    }
  }
  const values: LuaValue[] = []
  if (distance(from, to) >= MAX_RESULTS) throw libraryError("too many results to unpack")
  for (let at = from; ; at = plus(at, 1)) {
    values.push(getElement(list, at))
    if (isSame(at, to)) return values
  }
}

/** to - from, rounded if it is huge. */
function distance(from: LuaInteger, to: LuaInteger): number {
  if (typeof from === "number" && typeof to === "number") return to - from
  return Number(intToBigInt(to) - intToBigInt(from))
}

const FUNCTIONS = {
  concat: tableConcat,
  insert: tableInsert,
  pack: tablePack,
  unpack: tableUnpack,
  remove: tableRemove,
  move: tableMove,
  sort: tableSort,
}

/** The table library. */
export function openTable(): LuaTable {
  return makeLibrary("table", FUNCTIONS)
}
