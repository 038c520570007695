/**
 * table.sort (§6.6): PUC's quicksort, step by step, so that what an inconsistent order function gets to
 * see is the same. It works on a copy of the elements, which is written back in any case. Without an
 * order function, all numbers or all strings are sorted natively: no order of equals can be told apart.
 * Where methods see the reads and writes, table_sort_indexed.ts does the same in place.
 */
import { lessThan } from "../runtime/barrier.ts"
import { libraryError } from "../runtime/error.ts"
import { LuaTable, trim } from "../value/table.ts"
import { first, NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { argumentError, typeError } from "./args.ts"
import {
  checkTableLike,
  getElement,
  integerLength,
  isRaw,
  LENGTH,
  READ,
  setElement,
  WRITE,
} from "./table_access.ts"
import { sortIndexed } from "./table_sort_indexed.ts"
import { enterBarrier, leaveBarrier } from "../runtime/state.ts"

/** INT_MAX: arrays must be shorter. */
const MAX_LENGTH = 0x7fffffff

/** From this size on, an interval that was split badly gets a random pivot. */
const RANDOM_LIMIT = 100

/** table.sort(list [, comp]) — §6.6 */
export function tableSort(list: LuaValue, comp: LuaValue): LuaResult {
  const count = arguments.length
  checkTableLike(list, 1, count, READ | WRITE | LENGTH)
  const length = integerLength(list)
  // Beyond the safe range a length is huge or negative.
  const n = typeof length === "number" ? length : length.λhi < 0 ? 0 : Infinity
  if (n <= 1) return NONE
  if (n >= MAX_LENGTH) throw argumentError(1, "array too big")
  if (comp !== undefined && typeof comp !== "function") throw typeError(comp, 2, count, "function")
  if (!(list instanceof LuaTable && isRaw(list, READ | WRITE))) {
    sortInPlace(list, n, comp)
    return NONE
  }
  const elements = takeElements(list, n)
  if (comp === undefined) sortByValue(list, elements)
  else sortGuarded(list, elements, orderOf(comp))
  return NONE
}

function sortInPlace(list: LuaValue, n: number, comp: LuaFunction | undefined): void {
  const less = comp === undefined ? lessThan : orderOf(comp)
  enterBarrier()
  try {
    sortIndexed(list, 1, n, 0, { less, pivot: pivotIn, reseed, invalidOrder })
  } finally {
    leaveBarrier()
  }
}

function takeElements(list: LuaTable, n: number): LuaValue[] {
  if (list.λarr.length === n) return list.λarr.slice()
  const elements: LuaValue[] = []
  for (let i = 1; i <= n; i++) elements.push(getElement(list, i))
  return elements
}

/** Writes the elements back, nils among them too. */
function putElements(list: LuaTable, elements: LuaValue[]): void {
  const n = elements.length
  if (list.λarr.length === n && isRaw(list, WRITE)) {
    const arr = list.λarr
    for (let i = 0; i < n; i++) arr[i] = elements[i]
    if (arr[n - 1] === undefined) trim(arr)
  } else {
    for (let i = 0; i < n; i++) setElement(list, i + 1, elements[i])
  }
}

function sortByValue(list: LuaTable, elements: LuaValue[]): void {
  if (elements.every((v) => typeof v === "number" && v === v)) {
    sortNumbers(elements as number[])
    putElements(list, elements)
  } else if (elements.every((v) => typeof v === "string")) {
    putElements(list, elements.sort())
  } else {
    sortGuarded(list, elements, lessThan)
  }
}

/** Up to this length numbers are sorted by insertion; making a typed array costs more. */
const FEW = 32

function sortNumbers(a: number[]): void {
  const n = a.length
  if (n > FEW) {
    const sorted = new Float64Array(a).sort()
    for (let i = 0; i < n; i++) a[i] = sorted[i]!
    return
  }
  for (let i = 1; i < n; i++) {
    const v = a[i]!
    let j = i - 1
    for (; j >= 0 && a[j]! > v; j--) a[j + 1] = a[j]!
    a[j + 1] = v
  }
}

function orderOf(comp: LuaFunction): Less {
  return (a, b) => {
    const result = comp(a, b)
    const isLess = typeof result === "boolean" ? result : first(result)
    return isLess !== undefined && isLess !== false
  }
}

/** Sorts where Lua code may run, which may not yield, and may raise. */
function sortGuarded(list: LuaTable, elements: LuaValue[], less: Less): void {
  enterBarrier()
  try {
    quicksort(elements, 0, elements.length - 1, 0, less)
  } finally {
    leaveBarrier()
    putElements(list, elements)
  }
}

type Less = (a: LuaValue, b: LuaValue) => boolean

/** Sorts a[lo..up]; random: 0, or a number to choose pivots by. */
function quicksort(a: LuaValue[], lo: number, up: number, random: number, less: Less): void {
  while (lo < up) {
    if (less(a[up], a[lo])) swap(a, lo, up)
    if (up - lo === 1) return
    let p = pivotIn(lo, up, random)
    if (less(a[p], a[lo])) swap(a, p, lo)
    else if (less(a[up], a[p])) swap(a, p, up)
    if (up - lo === 2) return
    const pivot = a[p]
    swap(a, p, up - 1)
    p = partition(a, lo, up, pivot, less)
    /** Size of the smaller part, which is sorted by recursion; the larger is next in this loop. */
    let smaller: number
    if (p - lo < up - p) {
      quicksort(a, lo, p - 1, random, less)
      smaller = p - lo
      lo = p + 1
    } else {
      quicksort(a, p + 1, up, random, less)
      smaller = up - p
      up = p - 1
    }
    random = reseed(up - lo, smaller, random)
  }
}

function reseed(length: number, smaller: number, random: number): number {
  return Math.floor(length / 128) > smaller ? Math.floor(Math.random() * 0x100000000) : random
}

/**
 * Splits a[lo..up] around the pivot, which is at up - 1, with a[lo] <= pivot <= a[up]; returns where the
 * pivot ends up.
 */
function partition(a: LuaValue[], lo: number, up: number, pivot: LuaValue, less: Less): number {
  let i = lo
  let j = up - 1
  for (;;) {
    while (less(a[++i], pivot)) if (i === up - 1) throw invalidOrder()
    while (less(pivot, a[--j])) if (j < i) throw invalidOrder()
    if (j < i) {
      swap(a, up - 1, i)
      return i
    }
    swap(a, i, j)
  }
}

function invalidOrder(): unknown {
  return libraryError("invalid order function for sorting")
}

/** The middle of a small interval; otherwise a place in the second or third quarter, once `random` is given. */
function pivotIn(lo: number, up: number, random: number): number {
  if (up - lo < RANDOM_LIMIT || random === 0) return (lo + up) >>> 1
  const quarter = (up - lo) >>> 2
  return (random % (quarter * 2)) + lo + quarter
}

function swap(a: LuaValue[], i: number, j: number): void {
  const v = a[i]
  a[i] = a[j]
  a[j] = v
}
