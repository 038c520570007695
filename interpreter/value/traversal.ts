/**
 * Traversals of tables: what `next`, pairs and ipairs walk along. A cursor visits the array part, the
 * record, then the hash part; clearing entries on the way is allowed, adding new ones is not (§6.1).
 *
 * Emitted loops step through `items` themselves while the values there are not nil, and call `advance`
 * when that ends; so `items` and `labels` are the arrays of the part the cursor is in, if it has any.
 */
import { keyValue, normalKey, type LuaHash } from "./hash.ts"
import { getInt, INTERNAL_FIELDS, NO_ELEMENTS, recordKeys, type LuaTable, type Record_ } from "./table.ts"
import type { LuaValue } from "./value.ts"

/** ELEMENTS, RECORD, HASH, END in this order; SEQUENCE walks 1, 2, … up to the first nil (ipairs). */
export type Phase = "elements" | "record" | "hash" | "end" | "sequence"

export interface Cursor {
  table: LuaTable
  phase: Phase
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

export function openCursor(table: LuaTable, phase: "elements" | "sequence" = "elements"): Cursor {
  return {
    table,
    phase,
    items: table.λarr,
    labels: null,
    index: 0,
    names: NO_NAMES,
    key: undefined,
    value: undefined,
  }
}

/** Steps to the next entry, leaving it in `key` and `value`; false at the end. */
export function advance(c: Cursor): boolean {
  if (c.phase === "sequence") {
    c.value = getInt(c.table, ++c.index)
    c.key = c.index
    return c.value !== undefined
  }
  if (c.phase === "elements") {
    if (advanceElements(c)) return true
    c.phase = "record"
    c.index = INTERNAL_FIELDS
    c.items = NO_ELEMENTS
    c.names = recordKeys(c.table)
  }
  if (c.phase === "record") {
    if (advanceRecord(c)) return true
    enterHash(c, 0)
  }
  if (c.phase === "hash" && c.table.λhash !== null && advanceHash(c, c.table.λhash)) return true
  c.phase = "end"
  c.items = NO_ELEMENTS
  c.index = 0
  c.key = undefined
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

function advanceRecord(c: Cursor): boolean {
  const record = c.table as unknown as Record_
  const at = c.index
  for (let i = at; i < c.names.length; i++) {
    const name = c.names[i]!
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
  c.phase = "hash"
  c.index = index
  const hash = c.table.λhash
  if (hash === null || hash.weak) return
  c.items = hash.values
  c.labels = hash.keys
}

function advanceHash(c: Cursor, hash: LuaHash): boolean {
  while (c.index < hash.keys.length) {
    const entry = hash.entry(c.index++)
    if (entry === undefined) continue
    c.key = keyValue(entry.key)
    c.value = entry.value
    return true
  }
  return false
}

/**
 * The traversals that `next` was lately called for, newest first: the usual loop asks for each key in
 * turn, also when loops are nested, and may clear the very elements it stands on.
 */
let recent: Cursor[] = []
const RECENT_LIMIT = 8

/** Lets go of the tables of those traversals. The next step of one takes longer. */
export function forgetTraversals(): void {
  recent = []
}

/**
 * `next` (§6.1): a cursor standing on the entry after `key`, null at the end, undefined when `key` is
 * not in the table. The cursor is valid until the next call.
 */
export function nextEntry(t: LuaTable, key: LuaValue): Cursor | null | undefined {
  let at = 0
  let c = recent[0]
  while (c !== undefined && (c.table !== t || c.key !== key || c.phase === "end")) c = recent[++at]
  if (c === undefined || key === undefined) {
    c = seek(t, key)
    if (c === undefined) return undefined
    recent.unshift(c)
    if (recent.length > RECENT_LIMIT) recent.pop()
    at = 0
  }
  if (advance(c)) return c
  recent.splice(at, 1)
  return null
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
      c.phase = "record"
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
