/**
 * Traversals of tables: what `next`, pairs and ipairs walk along. A cursor visits the array part, the
 * record, then the hash part; clearing entries on the way is allowed, adding new ones is not (§6.1).
 *
 * Emitted loops step through `items` themselves while the values there are not nil, and call `advance`
 * when that ends; so `items` and `labels` are the arrays of the part the cursor is in, if it has any.
 */
import { normalKey, type LuaHash } from "./hash.ts"
import { getInt, INTERNAL_FIELDS, LuaTable, NO_ELEMENTS, recordKeys, type Record_ } from "./table.ts"
import type { LuaValue } from "./value.ts"

/** Where a cursor is, in this order; a sequence is 1, 2, … up to the first nil (ipairs). */
const ELEMENTS = 0
const RECORD = 1
const HASH = 2
const END = 3
const SEQUENCE = 4

export interface Cursor {
  table: LuaTable
  phase: number
  /** Values of the current part, by index; none for the record. */
  items: LuaValue[]
  /** Their keys; null: index plus one. */
  labels: unknown[] | null
  /** Of the next item. */
  index: number
  names: string[]
  /** Set by advance. */
  key: LuaValue
  value: LuaValue
}

const NO_NAMES: string[] = []

/** A cursor before the first entry of a table (pairs). */
export function openCursor(table: LuaTable): Cursor {
  return {
    table,
    phase: ELEMENTS,
    items: table.λarr,
    labels: null,
    index: 0,
    names: NO_NAMES,
    key: undefined,
    value: undefined,
  }
}

/** A cursor before the first element of a sequence (ipairs). */
export function openSequence(table: LuaTable): Cursor {
  const c = openCursor(table)
  c.phase = SEQUENCE
  return c
}

/** Steps to the next entry, leaving it in `key` and `value`; false at the end. */
export function advance(c: Cursor): boolean {
  if (c.phase === SEQUENCE) {
    c.value = getInt(c.table, ++c.index)
    c.key = c.index
    return c.value !== undefined
  }
  if (c.phase === ELEMENTS) {
    if (advanceElements(c)) return true
    enterRecord(c)
  }
  if (c.phase === RECORD) {
    if (advanceRecord(c)) return true
    enterHash(c, 0)
  }
  if (c.phase === HASH && c.table.λhash !== null && advanceHash(c, c.table.λhash)) return true
  enterEnd(c)
  return false
}

function advanceElements(c: Cursor): boolean {
  const arr = c.table.λarr
  while (c.index < arr.length) {
    const v = arr[c.index++]
    if (v === undefined) continue
    c.key = c.index
    c.value = v
    return true
  }
  return false
}

/** Goes on with the record, or behind it if the table has none. */
function enterRecord(c: Cursor): void {
  const hash = c.table.λhash
  const names = hash !== null && hash.pure ? NO_NAMES : recordKeys(c.table)
  if (names.length <= INTERNAL_FIELDS) {
    enterHash(c, 0)
    return
  }
  c.phase = RECORD
  c.index = INTERNAL_FIELDS
  c.items = NO_ELEMENTS
  c.names = names
}

function advanceRecord(c: Cursor): boolean {
  const record = c.table as unknown as Record_
  const { names } = c
  for (let i = c.index; i < names.length; i++) {
    const name = names[i]!
    const v = record[name]
    if (v === undefined) continue
    c.index = i + 1
    c.key = name
    c.value = v
    return true
  }
  return false
}

function enterHash(c: Cursor, index: number): void {
  const hash = c.table.λhash
  c.phase = HASH
  c.index = index
  if (hash === null || hash.weak) {
    c.items = NO_ELEMENTS
    return
  }
  c.items = hash.values
  c.labels = hash.keys
}

function advanceHash(c: Cursor, hash: LuaHash): boolean {
  if (hash.weak) return advanceWeakHash(c, hash)
  const { keys, values } = hash
  for (let i = c.index; i < values.length; i++) {
    const v = values[i]
    if (v === undefined) continue
    c.index = i + 1
    c.key = keys[i] as LuaValue
    c.value = v
    return true
  }
  return false
}

function advanceWeakHash(c: Cursor, hash: LuaHash): boolean {
  while (c.index < hash.keys.length) {
    const entry = hash.entry(c.index++)
    if (entry === undefined) continue
    c.key = entry.key as LuaValue
    c.value = entry.value
    return true
  }
  return false
}

function enterEnd(c: Cursor): void {
  c.phase = END
  c.items = NO_ELEMENTS
  c.index = 0
  c.key = undefined
}

/**
 * The traversals that `next` was lately called for: the usual loop asks for each key in turn, also when loops are
 * nested, and may clear the very elements it stands on. A new one takes the place of the oldest.
 */
const RECENT = 8
const NO_TABLE = new LuaTable()
let recent = noTraversals()
let newest = 0

function noTraversals(): Cursor[] {
  const cursors: Cursor[] = []
  while (cursors.length < RECENT) cursors.push(openCursor(NO_TABLE))
  return cursors
}

/** Lets go of the tables of those traversals. The next step of one takes longer. */
export function forgetTraversals(): void {
  recent = noTraversals()
}

/**
 * `next` (§6.1): a cursor standing on the entry after `key`, null at the end, undefined when `key` is
 * not in the table. The cursor is valid until the next call.
 */
export function nextEntry(t: LuaTable, key: LuaValue): Cursor | null | undefined {
  let c = recent[newest]!
  if (key === undefined) c = noteTraversal(openCursor(t))
  else if (c.table !== t || c.key !== key) {
    const at = recent.findIndex((other) => other.table === t && other.key === key)
    const found = at >= 0 ? recent[(newest = at)] : seek(t, key)
    if (found === undefined) return undefined
    c = at >= 0 ? found : noteTraversal(found)
  }
  if (advance(c)) return c
  c.table = NO_TABLE
  return null
}

function noteTraversal(c: Cursor): Cursor {
  newest = (newest + 1) % RECENT
  return (recent[newest] = c)
}

/** A cursor standing on `key`. */
function seek(t: LuaTable, key: LuaValue): Cursor | undefined {
  const c = openCursor(t)
  if (key === undefined) return c
  c.key = key
  const normal = normalKey(key)
  if (typeof normal === "number" && normal > 0 && normal <= t.λarr.length && Number.isInteger(normal)) {
    c.index = normal
    return c
  }
  if (typeof key === "string") {
    const names = recordKeys(t)
    const at = names.indexOf(key)
    // A cleared field may have come back in the hash part; then that is where the key stands.
    if (
      at >= 0 &&
      ((t as unknown as Record_)[key] !== undefined || t.λhash === null || t.λhash.slot(key) < 0)
    ) {
      c.phase = RECORD
      c.items = NO_ELEMENTS
      c.names = names
      c.index = at + 1
      return c
    }
  }
  const slot = t.λhash === null ? -1 : t.λhash.slot(normal)
  if (slot < 0) return undefined
  enterHash(c, slot + 1)
  return c
}

/** Moves all entries into a hash part of another kind: how a table becomes weak, or strong again. */
export function rehome(t: LuaTable, hash: LuaHash): void {
  const c = openCursor(t)
  const names = recordKeys(t).slice(INTERNAL_FIELDS)
  while (advance(c)) hash.set(normalKey(c.key), c.value)
  for (const name of names) (t as unknown as Record_)[name] = undefined
  t.λarr = NO_ELEMENTS
  t.λhash = hash
}
