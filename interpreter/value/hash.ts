/**
 * The hash part of a table: insertion-ordered slots, with a Map from key to slot once there are more
 * than a few. Clearing an entry keeps its slot as a dead key, so a traversal that clears fields as it
 * goes never loses its place; dead slots are dropped when a new key needs room (never in between).
 *
 * Keys are looked up by their normal form (`normalKey`): floats with an integer value are that integer, integers
 * outside the safe range are BigInts, so that JavaScript's own key equality is Lua's. The slots have the Lua values.
 */
import { doubleToInteger, intFromBigInt, intToBigInt, LuaFloat, LuaInt64 } from "./number.ts"
import type { LuaValue } from "./value.ts"

/** Up to this many slots are searched one by one: a Map costs 268 bytes with its first entry. */
const LINEAR_LIMIT = 8

/** A key as the hash part looks it up. NaN and nil never get here. */
export function normalKey(key: LuaValue): unknown {
  if (typeof key === "number") {
    if (Number.isSafeInteger(key)) return key
    const integer = doubleToInteger(key)
    return integer === undefined ? key : intToBigInt(integer)
  }
  if (typeof key === "object") {
    if (key instanceof LuaFloat) return key.λn + 0
    if (key instanceof LuaInt64) return intToBigInt(key)
  }
  return key
}

export class LuaHash {
  /** Lua values, but what a weak table holds weakly. */
  keys: unknown[] = []
  values: LuaValue[] = []
  /** Slots with a value. */
  live = 0
  /** The table has no record fields: a string key can only be here. */
  readonly pure: boolean
  /** All entries of the table are here, some of them held weakly (weak_hash.ts). */
  readonly weak: boolean
  /** Slots by normal key; null: the slots are searched, and no key is a BigInt. */
  #slots: Map<unknown, number> | null = null
  /** What the last read found, for the write that often follows: a slot, or a string that was not there. */
  #lastSlot = 0
  #absent: string | undefined

  constructor(pure = false, weak = false) {
    this.pure = pure
    this.weak = weak
  }

  /** The live entry at a slot, for traversals. */
  entry(at: number): { key: unknown; value: LuaValue } | undefined {
    const value = this.values[at]
    return value === undefined ? undefined : { key: this.keys[at], value }
  }

  /** The slot of a normalised key, dead ones included, or -1. */
  slot(key: unknown): number {
    if (this.#slots === null) return this.keys.indexOf(key)
    const last = this.#lastSlot
    if (this.keys[last] === key) return last
    if (key === this.#absent) return -1
    const at = this.#slots.get(key)
    return at === undefined ? -1 : at
  }

  get(key: unknown): LuaValue {
    const slots = this.#slots
    if (slots !== null) {
      const at = slots.get(key)
      if (at === undefined) {
        if (typeof key === "string") this.#absent = key
        return undefined
      }
      this.#lastSlot = at
      return this.values[at]
    }
    const keys = this.keys
    for (let i = 0; i < keys.length; i++) if (keys[i] === key) return this.values[i]
    return undefined
  }

  /** Sets a normalised key; undefined clears it. */
  set(key: unknown, value: LuaValue): void {
    const at = this.slot(key)
    if (at >= 0) {
      if (this.values[at] === undefined) {
        if (value !== undefined) this.live++
      } else if (value === undefined) this.live--
      this.values[at] = value
    } else if (value !== undefined) this.#insert(key, value)
  }

  #insert(key: unknown, value: LuaValue): void {
    const size = this.keys.length
    // Room is made only when the slots reach a power of two, so that compaction stays amortised O(1).
    if (size >= LINEAR_LIMIT && (size & (size - 1)) === 0 && this.live <= size >> 1) this.#compact()
    const isBig = typeof key === "bigint"
    const at = this.keys.push(isBig ? intFromBigInt(key) : key) - 1
    this.values.push(value)
    this.live++
    this.#absent = undefined
    if (this.#slots !== null) this.#slots.set(key, at)
    else if (isBig || at >= LINEAR_LIMIT) this.#index()
  }

  #compact(): void {
    const keys: unknown[] = []
    const values: LuaValue[] = []
    for (let i = 0; i < this.keys.length; i++) {
      if (this.values[i] === undefined) continue
      keys.push(this.keys[i])
      values.push(this.values[i])
    }
    this.replace(keys, values)
  }

  /** Whether a key is an integer above 0 and below `limit`; dead ones count. */
  hasInteger(limit: number): boolean {
    const keys = this.keys
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      if (typeof key === "number" && key > 0 && key < limit) return true
    }
    return false
  }

  /** How many integers from 1 to `high` have values. */
  integersUpTo(high: number): number {
    const keys = this.keys
    let count = 0
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      if (
        typeof key === "number" &&
        key > 0 &&
        key <= high &&
        Number.isInteger(key) &&
        this.values[i] !== undefined
      )
        count++
    }
    return count
  }

  /** Removes and returns the integer entries from `low` to `high`, as an array by key minus `low`. */
  takeIntegers(low: number, high: number): LuaValue[] {
    const taken: LuaValue[] = []
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i]
      const value = this.values[i]
      if (typeof key !== "number" || key < low || key > high || !Number.isInteger(key) || value === undefined)
        continue
      while (taken.length <= key - low) taken.push(undefined)
      taken[key - low] = value
      this.values[i] = undefined
      this.live--
    }
    this.#compact()
    return taken
  }

  /** Empties a slot for good. */
  protected drop(at: number): void {
    this.#slots?.delete(normalKey(this.keys[at] as LuaValue))
    if (this.values[at] !== undefined) this.live--
    this.keys[at] = undefined
    this.values[at] = undefined
  }

  /** Takes new slots over. */
  protected replace(keys: unknown[], values: LuaValue[]): void {
    this.keys = keys
    this.values = values
    this.#slots = null
    if (keys.length > LINEAR_LIMIT || keys.some((key) => key instanceof LuaInt64)) this.#index()
  }

  #index(): void {
    const slots = new Map<unknown, number>()
    for (let i = 0; i < this.keys.length; i++) slots.set(normalKey(this.keys[i] as LuaValue), i)
    this.#slots = slots
  }
}
