/**
 * Lua tables. Three parts:
 *
 *   record   fields with constant names are JS properties of the table object itself, so that the
 *            JS engine's inline caches serve them; an absent field may be a property that is undefined
 *   λarr     elements 1..n as a dense JS array (0-based); its last element is never undefined
 *   λhash    everything else (hash.ts), created at need
 *
 * Invariants: a key has a value in at most one part; integer n+1 is never in the hash part when the
 * array part has n elements; no property name of a record looks like an array index.
 * Everything here is raw: metamethods are runtime/.
 */
import { LuaHash, normalKey } from "./hash.ts"
import { LuaFloat } from "./number.ts"
import { sealPrototype } from "./prototype.ts"
import type { LuaValue } from "./value.ts"

/**
 * The array part of every table that has none yet; never written. It is of the JS engine's kind for values of all types: where a
 * place has seen one that never had elements, and others, the engine searches them like any object.
 */
export const NO_ELEMENTS: LuaValue[] = [""]
NO_ELEMENTS.length = 0

/** Number of λ-fields that precede the record's own property names. */
export const INTERNAL_FIELDS = 3

export class LuaTable {
  λmeta: LuaTable | null
  λarr: LuaValue[]
  λhash: LuaHash | null
  constructor() {
    this.λmeta = null
    this.λarr = NO_ELEMENTS
    this.λhash = null
  }
}
sealPrototype(LuaTable)

/** A table seen as its record fields. */
export type Record_ = Record<string, LuaValue>

/** The table's own property names, in the order of their first assignment. */
export function recordKeys(t: LuaTable): string[] {
  return Object.keys(t)
}

/** Raw read of a string key. */
export function getString(t: LuaTable, key: string): LuaValue {
  const hash = t.λhash
  if (hash !== null && hash.pure) return hash.get(key)
  const v = (t as unknown as Record_)[key]
  return v !== undefined || hash === null ? v : hash.get(key)
}

/** Raw read of an integer key in the safe range. */
export function getInt(t: LuaTable, key: number): LuaValue {
  const v = key > 0 ? t.λarr[key - 1] : undefined
  return v !== undefined || t.λhash === null ? v : t.λhash.get(key)
}

/** Raw read (§3.2). */
export function rawGet(t: LuaTable, key: LuaValue): LuaValue {
  if (typeof key === "string") return getString(t, key)
  if (typeof key === "number") {
    const v = key > 0 && key <= t.λarr.length ? t.λarr[key - 1] : undefined
    return v !== undefined || t.λhash === null ? v : t.λhash.get(normalKey(key))
  }
  if (key instanceof LuaFloat) return getInt(t, key.λn + 0)
  return t.λhash === null || key === undefined ? undefined : t.λhash.get(normalKey(key))
}

/** Raw write of a string key. */
export function setString(t: LuaTable, key: string, value: LuaValue): void {
  const hash = t.λhash
  if (hash !== null && hash.pure) {
    hash.set(key, value)
    return
  }
  const record = t as unknown as Record_
  if (record[key] !== undefined) {
    record[key] = value
    return
  }
  if (hash !== null) {
    hash.set(key, value)
    return
  }
  if (value === undefined) return
  // Functions under computed names are methods of modules and classes, later read by constant names.
  if (typeof value === "function" && !startsWithDigit(key)) {
    record[key] = value
    return
  }
  t.λhash = new LuaHash(recordKeys(t).length === INTERNAL_FIELDS)
  t.λhash.set(key, value)
}

/** Raw write of a string key that is an identifier: a record field unless the hash part has it. */
export function setField(t: LuaTable, key: string, value: LuaValue): void {
  const record = t as unknown as Record_
  const hash = t.λhash
  if (
    record[key] !== undefined ||
    (value !== undefined && (hash === null || (!hash.pure && hash.slot(key) < 0)))
  )
    record[key] = value
  else if (t.λhash !== null) t.λhash.set(key, value)
}

function startsWithDigit(key: string): boolean {
  const c = key.charCodeAt(0)
  return c >= 48 && c <= 57
}

/** Raw write of an integer key in the safe range. */
export function setInt(t: LuaTable, key: number, value: LuaValue): void {
  const arr = t.λarr
  const n = arr.length
  if (key > 0 && key <= n) {
    arr[key - 1] = value
    if (value === undefined && key === n) trim(arr)
  } else if (key === n + 1 && (t.λhash === null || !t.λhash.weak)) {
    if (value === undefined) {
      return
    }
    if (n === 0) t.λarr = [value]
    else arr.push(value)
    if (t.λhash !== null && t.λhash.live > 0) continueElements(t, n)
  } else {
    if (t.λhash === null) {
      if (value === undefined) return
      t.λhash = new LuaHash()
    }
    const hash = t.λhash
    const slots = hash.keys.length
    hash.set(key, value)
    if (hash.keys.length - 1 === slots && !hash.weak && wasFull(t, hash, slots)) growElements(t)
  }
}

/** What was element `n + 1` has just been appended. */
function continueElements(t: LuaTable, n: number): void {
  const hash = t.λhash!
  const slots = hash.keys.length
  migrate(t)
  // An array part of PUC's had no room for it.
  if (hash.live > 0 && (n & (n - 1)) === 0 && slots <= FEW_SLOTS && wasFull(t, hash, slots)) growElements(t)
}

/** Up to so many slots, and elements, the record fields count too: PUC's hash part has both. */
const FEW_SLOTS = 8
const FEW_ELEMENTS = 64

/**
 * Whether PUC's hash part, with so many slots in use, would have had no room for a new key. It then sees whether the
 * integers would do better as elements, the new one counted: that decides what `#` finds behind holes.
 */
function wasFull(t: LuaTable, hash: LuaHash, slots: number): boolean {
  const n = t.λarr.length
  if (slots > FEW_SLOTS || n > FEW_ELEMENTS) return slots >= 4 && (slots & (slots - 1)) === 0
  if (!hash.hasInteger(2 * (n + hash.live))) return false
  const nodes = slots + recordKeys(t).length - INTERNAL_FIELDS
  return (nodes & (nodes - 1)) === 0
}

/** The largest power of two such that more than half of the integers up to it are in use. */
function sizeFor(arr: LuaValue[], hash: LuaHash): number {
  // counts[i]: integer keys in use in (2^(i-1), 2^i]
  const counts: number[] = new Array(54).fill(0)
  for (let i = 0, bin = 0, top = 1; i < arr.length; i++) {
    if (i === top) {
      bin++
      top *= 2
    }
    if (arr[i] !== undefined) counts[bin]!++
  }
  const elements = counts.reduce((sum, n) => sum + n, 0)
  for (let i = 0; i < hash.keys.length; i++) {
    const key = hash.keys[i]
    if (typeof key === "number" && key > 0 && Number.isInteger(key) && hash.values[i] !== undefined)
      counts[Math.ceil(Math.log2(key))]!++
  }
  let below = 0
  let best = 0
  for (let i = 0, size = 1; i < counts.length; i++, size *= 2) {
    below += counts[i]!
    if (below > size / 2) best = size
    if (below === hash.live + elements) break
  }
  return best
}

/** The same for a few elements; 0 if `#`, which looks for a border from there, would not find the last of them in PUC. */
function sizeForFew(arr: LuaValue[], hash: LuaHash): number {
  let best = 0
  for (let size = 1; size < 2 * (arr.length + hash.live); size *= 2) {
    let used = hash.integersUpTo(size)
    for (let i = 0; i < arr.length && i < size; i++) if (arr[i] !== undefined) used++
    if (used > size / 2) best = size
  }
  const isThere = (n: number): boolean => (n <= arr.length ? arr[n - 1] : hash.get(n)) !== undefined
  if (best <= arr.length || isThere(best)) return best
  let last = best - 1
  while (!isThere(last)) last--
  if (last === best - 1) return best
  let low = 0
  let high = best
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (isThere(middle)) low = middle
    else high = middle
  }
  return low === last ? best : 0
}

/**
 * Extends the array part to the largest n such that more than half of 1..n are in use (§luaH_resize's
 * rule); what is missing in between is undefined there.
 */
function growElements(t: LuaTable): void {
  const arr = t.λarr
  const hash = t.λhash!
  const best =
    arr.length <= FEW_ELEMENTS && hash.live <= FEW_SLOTS ? sizeForFew(arr, hash) : sizeFor(arr, hash)
  if (best <= arr.length) return
  const taken = hash.takeIntegers(arr.length + 1, best)
  if (taken.length === 0) return
  if (arr.length === 0) t.λarr = taken
  else for (const v of taken) arr.push(v)
  if (hash.live > 0) migrate(t)
  // Writes behind the end are faster where there is no hash part.
  if (hash.live === 0) t.λhash = null
}

/** Drops trailing undefined elements. */
export function trim(arr: LuaValue[]): void {
  let n = arr.length
  while (n > 0 && arr[n - 1] === undefined) n--
  arr.length = n
}

/** Moves elements that now continue the array part out of the hash part. */
function migrate(t: LuaTable): void {
  const hash = t.λhash!
  const arr = t.λarr
  while (hash.live > 0) {
    const key = arr.length + 1
    const value = hash.get(key)
    if (value === undefined) return
    hash.set(key, undefined)
    arr.push(value)
  }
}

/** Raw write (§3.3.3). The key is neither nil nor NaN: the caller raises those errors. */
export function rawSet(t: LuaTable, key: LuaValue, value: LuaValue): void {
  if (typeof key === "string") setString(t, key, value)
  else if (typeof key === "number" && Number.isSafeInteger(key)) setInt(t, key, value)
  else if (key instanceof LuaFloat) setInt(t, key.λn + 0, value)
  else {
    if (t.λhash === null) {
      if (value === undefined) return
      t.λhash = new LuaHash()
    }
    t.λhash.set(normalKey(key), value)
  }
}

/** A border (§3.4.7): the length of the array part, which the hash part never continues. */
export function border(t: LuaTable): number {
  if (t.λhash === null || !t.λhash.weak) return t.λarr.length
  let n = 0
  while (t.λhash.get(n + 1) !== undefined) n++
  return n
}

/** Adopts `elements` as the array part of a fresh table (a constructor's positional items). */
export function adoptElements(t: LuaTable, elements: LuaValue[]): LuaTable {
  const n = elements.length
  if (n === 0) return t
  if (elements[n - 1] === undefined) trim(elements)
  t.λarr = elements
  return t
}

/** Appends elements, nils among them, to a table that has other fields as well: what comes later is kept. */
export function appendElements(t: LuaTable, elements: LuaValue[]): void {
  const hash = t.λhash!
  const start = t.λarr.length
  for (let i = 1; i <= elements.length; i++) hash.set(start + i, undefined)
  t.λarr = start === 0 ? elements : t.λarr.concat(elements)
  trim(t.λarr)
  migrate(t)
}

/** A table of the given elements and fields, for libraries that return tables. */
export function tableOf(elements: LuaValue[], fields: Record<string, LuaValue> = {}): LuaTable {
  const t = adoptElements(new LuaTable(), elements)
  for (const name in fields) setField(t, name, fields[name])
  return t
}
