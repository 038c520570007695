/**
 * The quicksort of table.sort for values with metamethods: auxsort and partition of ltablib.c, with every read and
 * write where PUC has it, since methods may watch them. Places count from 1.
 */
import { getElement, setElement } from "./table_access.ts"
import type { LuaValue } from "../value/value.ts"

/** What the two ways of sorting share. */
export interface Sorting {
  less: (a: LuaValue, b: LuaValue) => boolean
  /** A pivot's place in an interval, and whether one that was split badly gets other pivots from then on. */
  pivot: (lo: number, up: number, random: number) => number
  reseed: (length: number, smaller: number, random: number) => number
  invalidOrder: () => unknown
}

/** Sorts list[lo..up]; random: 0, or a number to choose pivots by. */
export function sortIndexed(list: LuaValue, lo: number, up: number, random: number, how: Sorting): void {
  while (lo < up) {
    const low = getElement(list, lo)
    const high = getElement(list, up)
    if (how.less(high, low)) set(list, lo, high, up, low)
    if (up - lo === 1) return
    const p = how.pivot(lo, up, random)
    sortThree(list, lo, p, up, how)
    if (up - lo === 2) return
    const pivot = getElement(list, p)
    set(list, p, getElement(list, up - 1), up - 1, pivot)
    const middle = partition(list, lo, up, pivot, how)
    let smaller: number
    if (middle - lo < up - middle) {
      sortIndexed(list, lo, middle - 1, random, how)
      smaller = middle - lo
      lo = middle + 1
    } else {
      sortIndexed(list, middle + 1, up, random, how)
      smaller = up - middle
      up = middle - 1
    }
    random = how.reseed(up - lo, smaller, random)
  }
}

function set(list: LuaValue, i: number, v: LuaValue, j: number, w: LuaValue): void {
  setElement(list, i, v)
  setElement(list, j, w)
}

/** Brings the middle one of three into order, of which the outer ones are. */
function sortThree(list: LuaValue, lo: number, p: number, up: number, { less }: Sorting): void {
  const middle = getElement(list, p)
  const low = getElement(list, lo)
  if (less(middle, low)) return set(list, p, low, lo, middle)
  const high = getElement(list, up)
  if (less(high, middle)) set(list, p, high, up, middle)
}

/** As partition in table_sort.ts. */
function partition(list: LuaValue, lo: number, up: number, pivot: LuaValue, how: Sorting): number {
  let i = lo
  let j = up - 1
  for (;;) {
    let low = getElement(list, ++i)
    while (how.less(low, pivot)) {
      if (i === up - 1) throw how.invalidOrder()
      low = getElement(list, ++i)
    }
    let high = getElement(list, --j)
    while (how.less(pivot, high)) {
      if (j < i) throw how.invalidOrder()
      high = getElement(list, --j)
    }
    if (j < i) {
      set(list, up - 1, low, i, pivot)
      return i
    }
    set(list, i, high, j, low)
  }
}
