/**
 * Interns the names of one chunk as small integers, the reserved words first. Its hash is fed by the
 * lexer as it walks a name, so a name that was met before costs no substring.
 */

import { RESERVED_COUNT, TOKEN_TEXTS } from "./token.ts"

/** The caller starts a hash with this and continues it with `hashStep`. */
export const HASH_SEED = 0

export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0
}

/** The reserved words' numbers. They come into the table when they are met. */
const RESERVED = new Map<string, number>()
for (let id = 0; id < RESERVED_COUNT; id++) RESERVED.set(TOKEN_TEXTS[id]!, id)

/** Shorter sources have few names: larger tables would take a seventh of the time to load them. */
const SHORT_SOURCE = 1024

export class NameTable {
  readonly #source: string
  readonly #names: string[]
  #hashes: Int32Array
  /** Open addressing; 0 is free, else id + 1. */
  #slots: Int32Array

  /** `names` already holds the reserved words and receives every new name. */
  constructor(source: string, names: string[]) {
    this.#source = source
    this.#names = names
    const room = source.length < SHORT_SOURCE ? 64 : 256
    this.#hashes = new Int32Array(room)
    this.#slots = new Int32Array(4 * room)
  }

  /** The id of source[start, end), whose hash the caller computed. */
  intern(start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]! - 1
      if (id < 0) return this.#add(start, end, hash)
      if (this.#hashes[id] === hash && this.#equals(this.#names[id]!, start, end)) return id
    }
  }

  #add(start: number, end: number, hash: number): number {
    const name = this.#source.slice(start, end)
    const id = RESERVED.get(name) ?? this.#names.push(name) - 1
    if (id >= this.#hashes.length) this.#grow()
    this.#insert(hash, id)
    return id
  }

  #insert(hash: number, id: number): void {
    const mask = this.#slots.length - 1
    let slot = spread(hash) & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = id + 1
    this.#hashes[id] = hash
  }

  /** Keeps the table at most a quarter full. */
  #grow(): void {
    const old = this.#hashes
    const slots = this.#slots
    this.#hashes = new Int32Array(old.length * 2)
    this.#slots = new Int32Array(old.length * 8)
    for (const slot of slots) if (slot > 0) this.#insert(old[slot - 1]!, slot - 1)
  }

  #equals(name: string, start: number, end: number): boolean {
    if (name.length !== end - start) return false
    for (let i = 0; i < name.length; i++)
      if (name.charCodeAt(i) !== this.#source.charCodeAt(start + i)) return false
    return true
  }
}

function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}
