/**
 * The hash part of a weak table (§2.5.4), which then holds all its entries. Objects that are held
 * weakly are behind WeakRefs; the value of an entry with a weak key lives in a WeakMap under that key,
 * so that the entry is an ephemeron. Strings, numbers and booleans are values, never collected.
 */
import { LuaFloat, LuaInt64 } from "./number.ts"
import { LuaHash } from "./hash.ts"
import type { LuaValue } from "./value.ts"

type Slot = { at: number; value: LuaValue | WeakRef<object> }

/** Reads of a weak table between forced collections: a loop may wait for an entry to go away. */
const READS_PER_COLLECTION = 1 << 20
let reads = 0

const LONG_KEY = 1 << 16

/** Objects; not strings and numbers, which are values to Lua. */
export function isCollectable(v: unknown): v is object {
  if (typeof v === "function") return true
  return typeof v === "object" && !(v instanceof LuaFloat) && !(v instanceof LuaInt64)
}

/** All hash parts of weak tables, for collections. */
let hashes: WeakRef<WeakHash>[] = []
let roomForHashes = 64

/** Whether there has been a weak table. */
export function hasWeakTables(): boolean {
  return hashes.length > 0
}

/** The hash parts with weak keys, whose entries follow their keys. */
export function weakKeyHashes(): WeakHash[] {
  return hashes.flatMap((ref) => {
    const hash = ref.deref()
    return hash?.weakKeys ? [hash] : []
  })
}

/** Lets go of what belongs to dead entries; whether a very long key was among it, which is worth another collection. */
export function sweepWeakTables(): boolean {
  let isLong = false
  for (const ref of hashes) if (ref.deref()?.sweep() === true) isLong = true
  return isLong
}

function listHash(hash: WeakHash): void {
  if (hashes.length === roomForHashes) {
    hashes = hashes.filter((other) => other.deref() !== undefined)
    roomForHashes = 2 * Math.max(32, hashes.length)
  }
  hashes.push(new WeakRef(hash))
}

export class WeakHash extends LuaHash {
  readonly weakKeys: boolean
  readonly weakValues: boolean
  /** Entries whose key is an object held weakly. */
  #byObject = new WeakMap<object, Slot>()

  constructor(weakKeys: boolean, weakValues: boolean) {
    super(true, true)
    this.weakKeys = weakKeys
    this.weakValues = weakValues
    listHash(this)
  }

  #isWeakKey(key: unknown): key is object {
    return this.weakKeys && isCollectable(key)
  }

  override slot(key: unknown): number {
    return this.#isWeakKey(key) ? (this.#byObject.get(key)?.at ?? -1) : super.slot(key)
  }

  override get(key: unknown): LuaValue {
    if (++reads >= READS_PER_COLLECTION) {
      reads = 0
      Bun.gc(true)
    }
    const held = this.#isWeakKey(key) ? this.#byObject.get(key)?.value : (super.get(key) as unknown)
    return held instanceof WeakRef ? (held.deref() as LuaValue) : (held as LuaValue)
  }

  override set(key: unknown, value: LuaValue): void {
    const held = this.weakValues && isCollectable(value) ? (new WeakRef(value) as never) : value
    if (!this.#isWeakKey(key)) {
      super.set(key, held)
      return
    }
    const slot = this.#byObject.get(key)
    if (slot !== undefined) slot.value = held
    else if (value !== undefined) {
      this.purge()
      const at = this.keys.push(new WeakRef(key)) - 1
      this.values.push(true)
      this.live++
      this.#byObject.set(key, { at, value: held })
    }
  }

  /** Entry at a slot for traversals; false when it is dead. */
  override entry(at: number): { key: unknown; value: LuaValue } | undefined {
    const stored = this.keys[at]
    let held: unknown = this.values[at]
    let key = stored
    if (stored instanceof WeakRef) {
      key = stored.deref()
      held = key === undefined ? undefined : this.#byObject.get(key as object)?.value
    }
    const value = (held instanceof WeakRef ? held.deref() : held) as LuaValue
    return value === undefined ? undefined : { key, value }
  }

  /**
   * Lets go of the keys and values of dead entries; their slots stay, so that traversals keep their places. A key whose
   * field was set to nil may be the one where `next` goes on: only very long ones are given up. Whether there were some.
   */
  sweep(): boolean {
    let longs = 0
    for (let at = 0; at < this.keys.length; at++) {
      const key = this.keys[at]
      const cleared = this.values[at] === undefined
      const isLong = typeof key === "string" && key.length >= LONG_KEY
      if (cleared ? !isLong : this.entry(at) !== undefined) continue
      if (isLong) longs++
      this.drop(at)
    }
    return longs > 0
  }

  /** Drops the slots of collected keys when the slots reach a power of two. */
  private purge(): void {
    const size = this.keys.length
    if (size < 16 || (size & (size - 1)) !== 0) return
    const keys: unknown[] = []
    const values: LuaValue[] = []
    for (let i = 0; i < size; i++) {
      const key = this.keys[i]
      if (key instanceof WeakRef && key.deref() === undefined) continue
      if (key instanceof WeakRef) this.#byObject.get(key.deref() as object)!.at = keys.length
      keys.push(key)
      values.push(this.values[i])
    }
    this.replace(keys, values)
  }
}
